"""Sheets as other programs write them, with invented people: the headers and their traps are real, the rows are not."""

from loanmanager.exchange.sheets import Sheet, read_sheet

BOM = b"\xef\xbb\xbf"

SNIPE_SAMPLE = (
    "Company,Name,Asset Tag,Category,Supplier,Manufacturer,Location,Order Number,Model,Model Notes,Model Number,Asset Notes,"
    "Purchase Date,Purchase Cost,Checkout Type,Checked Out To: Username,Checked Out To: First Name,Checked Out To: Last Name,"
    "Checked Out To: Email,Checked Out To: Location,Asset EOL Date\n"
    'Agency,Desk 4,LT-0001,Laptops,Shop,Northwind,Main,3271,"NoteBook 13""",,6.37702E+15,Scratched lid,1/23/23,1266.13,'
    "User,mroy,Mireille,Roy,mroy@example.org,,10/27/28\n"
    "Agency,,LT-0002,Gear,Shop,Northwind,Main,,MiFi 8800,,,,11/4/22,292.94,Location,,,,,Back room,\n"
    "Agency,,LT-0003,Misc,Shop,Northwind,Main,,Anvil,,,,3/1/23,$12,,,,,,,\n"
)

# Every column of the Custom Asset Report, in French: a Cyrillic С, a blank after Type, five names that repeat.
SNIPE_FRENCH_HEADERS = (
    "ID", "Compagnie", "Nom de l'actif", "Étiquette de l'actif", "Modèle", "Model n°.", "Сatégorie", "Fabricant", "Numéro de série",
    "Acheté", "Coût", "Fin de vie", "Garantie", "Expiration de garantie", "Lieu", "Adresse", "Adresse", "Ville", "État", "Pays",
    "Code postal", "Emplacement par défaut", "Adresse", "Adresse", "Ville", "État", "Pays", "Code postal", "Date de libération",
    "Type ", "Username", "Employee No.", "Téléphone", "Statut", "Date d'association", "Date de dissociation prévue", "Notes",
    "Numéro IMEI", "Code PIN", "Mot de passe admin",
)  # fmt: skip
SNIPE_FRENCH_ROW = {
    2: "Poste 7", 3: "HS-0007", 4: "Borne 5G", 5: "B5", 6: "Bornes", 7: "Boréal", 8: "SN-77", 9: "2024-03-02", 10: "1 234,56 $",
    13: "02/03/2027", 14: "Rimouski", 28: "Zoé Nguyễn", 29: "user", 30: "znguyen", 31: "D-12", 33: "Prêt à être déployé (Déployé)",
    34: "2026-05-01", 35: "2026-06-01", 36: "Rendre le câble", 37: "356938035643809", 38: "1234", 39: "hunter2",
}  # fmt: skip


def snipe_french(delimiter: str = ",") -> str:
    """Return the French report with one row."""
    row = [SNIPE_FRENCH_ROW.get(at, "") for at in range(len(SNIPE_FRENCH_HEADERS))]
    quoted = [[f'"{cell}"' for cell in line] for line in (SNIPE_FRENCH_HEADERS, row)]
    return "\n".join(delimiter.join(line) for line in quoted) + "\n"


SNIPE_USERS = (
    "First Name,Last Name,Email,Username,Activated,Location,Address,City,State,Country,Postal Code,Website,Phone,Job Title,Notes,"
    "Employee Number,Company,Manager,Remote,VIP,Start Date,End Date,Gravatar\n"
    'Amina,Diallo,amina@example.org,adiallo,true,Main,12 rue Principale,Rimouski,QC,Canada,G5L 1A1,,418 555-0101,,Calls "back",'
    '"D-1",Agency,,true,,,,\n'
    "Ivan,Petrov,not an address,ipetrov,false,,,,,,,,895-137-2034 / 418 555-0199,,,,,,,,,,\n"
    ",,nobody@example.org,ghost,true,,,,,,,,,,,,,,,,,,\n"
)


def sheet(*lines: str) -> Sheet:
    """Return the sheet of some lines of comma-separated text."""
    return read_sheet("\n".join(lines).encode())
