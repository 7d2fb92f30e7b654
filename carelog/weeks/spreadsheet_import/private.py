"""Words that hint at health, intimate care or money. A hint for people to look at, never a label by itself."""

import re

from carelog.weeks.details import ItemDetails, Label

HINTS = {
    Label.HEALTH: r"tablets?|pills?|medicines?|medication|meds|insulin|injections?|inhaler|dressings?|doctors?|gp|nurse"
    r"|hospital|clinic|surgery|physio|therapy|dentist|seizures?|blood|weigh(?:ed|ing)?",
    Label.INTIMATE: r"wash(?:ed|ing)?|showers?|baths?|bathing|toilet|commode|pads?|undress(?:ed|ing)?|dress|dressed"
    r"|getting dressed|underwear|catheter|stoma|continence|periods?|intimate|hoist",
    Label.MONEY: r"money|bank|cash|bills?|pension|benefits|rent|budget|wages|fees?|pay",
}


def hint(item: ItemDetails) -> Label | None:
    """Which label people may want to give it; None if no word of it says so."""
    words = f"{item.title} {item.essential} {item.notes}"
    return next((label for label, known in HINTS.items() if re.search(rf"\b(?:{known})\b", words, re.IGNORECASE)), None)
