"""Drivers of real kinds of printers, as small as they can be: what they send to the device is the dots themselves."""

SHEET = """\
*PageSize {name}: "<</PageSize[{w} {h}]/ImagingBBox null>>setpagedevice"
*PageRegion {name}: "<</PageSize[{w} {h}]/ImagingBBox null>>setpagedevice"
*ImageableArea {name}: "{left} {bottom} {right} {top}"
*PaperDimension {name}: "{w} {h}"
"""
ROLL = """\
*MaxMediaWidth: "{most}"
*MaxMediaHeight: "9286"
*HWMargins: {edge} 0 {edge} 0
*CustomPageSize True: "pop pop pop <</PageSize[5 -2 roll]/ImagingBBox null>>setpagedevice"
*ParamCustomPageSize Width: 1 points {least} {most}
*ParamCustomPageSize Height: 2 points 56 9286
*ParamCustomPageSize WidthOffset: 3 points 0 0
*ParamCustomPageSize HeightOffset: 4 points 0 0
*ParamCustomPageSize Orientation: 5 int 0 0
*VariablePaperSize: True
"""
DRIVER = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "TEST.PPD"
*Manufacturer: "Test"
*Product: "(Test)"
*ModelName: "Test"
*ShortNickName: "Test"
*NickName: "Test"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*cupsVersion: 1.2
*cupsManualCopies: True
*cupsFilter: "application/vnd.cups-raster 0 {program}"
*OpenUI *PageSize: PickOne
*DefaultPageSize: {first}
*DefaultPageRegion: {first}
*DefaultImageableArea: {first}
*DefaultPaperDimension: {first}
{sheets}*CloseUI: *PageSize
{roll}*OpenUI *Resolution: PickOne
*DefaultResolution: {dpi}dpi
*Resolution {dpi}dpi: "<</HWResolution[{dpi} {dpi}]/cupsBitsPerColor 1/cupsColorSpace 3>>setpagedevice"
*CloseUI: *Resolution
"""


def driver(
    sheets: dict[str, tuple[int, int]],
    edge: int = 0,
    roll: tuple[int, int] | None = None,
    dpi: int = 203,
    program: str = "-",
) -> str:
    """A PPD: named sheets in points, the margin left and right, the least and most width of a roll."""
    listed = "".join(
        SHEET.format(name=name, w=w, h=h, left=edge, bottom=0, right=w - edge, top=h) for name, (w, h) in sheets.items()
    )
    cut = ROLL.format(least=roll[0], most=roll[1], edge=edge) if roll else ""
    return DRIVER.format(program=program, first=next(iter(sheets)), sheets=listed, roll=cut, dpi=dpi)


# The measures of drivers in use for cheap 80 mm heads, for an Epson and for an office printer.
HEAD_72_MM = driver({"X80Y297": (226, 842)}, edge=11, roll=(36, 227))
HEAD_70_MM = driver({"X80Y297": (226, 842)}, edge=14, roll=(226, 226))
NARROW_PAGE = driver({"X72Y200": (205, 567)}, roll=(72, 205), dpi=180)
OFFICE = driver({"A4": (595, 842), "A3": (842, 1191)}, edge=12, dpi=300)
BROKEN = driver({"X80Y297": (226, 842)}, roll=(36, 227), program="/bin/false")
