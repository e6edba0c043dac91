"""What the two command lines share: splitting words, telling usage, answering."""
