"""What Word itself shows in a control that nobody has filled in, in the languages it speaks.

A control says that it shows a placeholder; LibreOffice leaves that standing, and the style too,
when somebody types over it. So the words decide.
"""

from __future__ import annotations

import re
from functools import lru_cache

# What is no answer whether a control says so or not.
WORDS_OWN = (
    "Click or tap here to enter text.",
    "Click here to enter text.",
    "Choose an item.",
    "Click or tap to enter a date.",
    "Click here to enter a date.",
    "Enter any content that you want to repeat, including other content controls. You can also"
    " insert this control around table rows in order to repeat parts of a table.",
)
# The longest of them is about repeating.
LONGEST = 200

_CHOOSE = frozenset(
    " ".join(phrase.split())
    for phrase in [
        "choose an item.",
        "choose a building block.",
        "dewiswch eitem.",
        "\n    wählen sie ein element aus.",
        "choisissez un élément.",
        "elija un elemento.",
        "seleccione un elemento.",
        "\n    scegliere un elemento.",
        "kies een item.",
        "wybierz element.",
        "escolha um item.",
        "escolher um item.",
        "\n    alegeți un element.",
        "alegeţi un element.",
        "válasszon egy elemet.",
        "válasszon ki egy elemet.",
        "\n    jelölje ki az elemet.",
        "zvolte položku.",
        "vyberte položku.",
        "välj ett objekt.",
        "vælg et element.",
        "\n    velg et element.",
        "valitse kohde.",
        "bir öğe seçin.",
        "επιλέξτε ένα στοιχείο.",
        "выберите элемент.",
        "\n    виберіть елемент.",
        "изберете елемент.",
        "odaberite stavku.",
        "izberite element.",
        "izaberite stavku.",
        "\n    изаберите ставку.",
        "escolliu un element.",
        "trieu un element.",
        "aukeratu elementu bat.",
        "\n    pasirinkite elementą.",
        "izvēlieties vienumu.",
        "valige üksus.",
        "veldu atriði.",
        "chọn một mục.",
        "\n    pilih item.",
        "roghnaigh mír.",
        "tagh nì.",
        "اختر عنصرًا.",
        "اختر عنصراً.",
        "בחר פריט.",
        "选择一项。",
        "\n    選擇一個項目。",
        "アイテムを選択してください。",
        "항목을 선택하세요.",
        "เลือกรายการ",
        "एक आइटम चुनें.",
        "\n    место для ввода текста.",
        "место для ввода даты.",
    ]
)
# "Click" and "tap", as the placeholders of each language begin.
_BEGINS = re.compile(
    r"""click\ (?:or\ tap\ )?(?:here\ )?to\ |tap\ (?:or\ click\ )?(?:here\ )?to\ |
    cliciwch|dewiswch|tapiwch|klick|tippen\ sie|cliquez|appuyez|touchez|haga\ clic|
    (?:pulse|toque|clique|prema)\ (?:aquí|aqui|o|ou|para)|fare\ clic|toccare|klik|
    tik\ (?:of|hier|om)|kliknij|naciśnij|faceți\ clic|faceţi\ clic|kattints|koppints|klepn|
    kliknut|ťukn|tryck|klikk|trykk|tryk\ |kirjoita\ teksti|cliceáil|tapáil|briog|feu\ clic|
    fes\ clic|egin\ klik|sakatu|щелкните|щёлкните|клацніть|натисніть|щракнете|кликнете|кликните|
    κάντε\ κλικ|πατήστε|spustelėkite|bakstelėkite|noklikšķ|klõpsake|smelltu|单击|單擊|點選|点击|
    點擊|按一下|انقر|اضغط|לחץ|הקש|คลิก|bấm|nhấp|nhấn|ketuk""",
    re.VERBOSE,
)
# Where the verb comes last.
_HOLDS = re.compile(
    "tıklayın|dokunun|napsautta|napautta|クリック|タップ|클릭|탭하|क्लिक|टैप|ক্লিক|ਕਲਿੱਕ|ક્લિક|کلک|"
    "کلیک|கிளிக்|క్లిక్"
)


# Forms show few of them, over and over.
@lru_cache(maxsize=256)
def is_words_own(text: str) -> bool:
    """Say whether this is what Word shows in an empty control that says it shows a placeholder."""
    folded = " ".join(text.split()).casefold()
    if not folded or text.strip() in WORDS_OWN or folded in _CHOOSE:
        return True
    if len(folded) > LONGEST or "\n" in text.strip():
        return False
    return bool(_BEGINS.match(folded) or _HOLDS.search(folded))
