"""A certificate authority of a test's own, and the certificate of a hub on this computer."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

A_YEAR = timedelta(days=365)


class Authority:
    """`pem` is what is handed to the desks; everything it signed is good for a year from `begins` on."""

    def __init__(self, folder: Path, name: str, begins: datetime | None = None) -> None:
        self.begins = begins or datetime.now(UTC) - timedelta(days=1)
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._signed(self.name, self.key, x509.BasicConstraints(ca=True, path_length=0))
        self.pem = certificate.public_bytes(serialization.Encoding.PEM).decode()
        self.file, self.hub_certificate, self.hub_key = (folder / f"{name}-{part}.pem" for part in ("ca", "hub", "key"))
        self.file.write_text(self.pem)
        self._write_hub()

    def server(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.hub_certificate, self.hub_key)
        return context

    def _write_hub(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
        here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        certificate = self._signed(name, key, here)
        self.hub_certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        secret = serialization.NoEncryption()
        form = serialization.PrivateFormat.PKCS8
        self.hub_key.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, secret))

    def _signed(self, name: x509.Name, key: ec.EllipticCurvePrivateKey, said: x509.ExtensionType) -> x509.Certificate:
        public, own = key.public_key(), self.key.public_key()
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(self.name).public_key(public)
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(self.begins).not_valid_after(self.begins + A_YEAR)
        builder = builder.add_extension(said, critical=True)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(own)
        builder = builder.add_extension(issuer, critical=False)
        return builder.sign(self.key, hashes.SHA256())
