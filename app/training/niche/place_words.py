"""Names of places as people write them where no package has them: short forms, states, codes, words that are no places.

A line is a code and its names, `? GE US` where either may be meant. Our own compilation of common knowledge; all other
names come from CLDR and GeoNames.
"""

SHORT_FORMS = """
AE: UAE, Emirates
AT: Oesterreich
BA: Bosnia, Bosna, Bosnien, BiH, Herzegovina
BN: Brunei
CD: DRC, DR Congo, Democratic Republic of the Congo, RDC
CG: Republic of the Congo
? CD CG: Congo, Kongo
CI: Ivory Coast
CN: PRC, Mainland China, 中华人民共和国
CV: Cape Verde, Cabo Verde
CZ: Czech Republic, Tschechische Republik, République tchèque, Repubblica Ceca, República Checa, Çek Cumhuriyeti
DE: BRD
DO: República Dominicana, Rep Dominicana
ES: Catalunya, Catalonia, Cataluña, Andalucía, Andalusia, Euskadi, Basque Country, País Vasco, Galicia, Canary Islands
ES: Islas Canarias, Gran Canaria, Tenerife, Mallorca, Majorca, Ibiza, Castilla y León, Castilla-La Mancha, Asturias
ES: Cantabria, Navarra, Aragón, Extremadura
FR: Île-de-France, Normandie, Bretagne, Provence, Alsace, Corse, Nouvelle-Aquitaine, Occitanie, Côte d'Azur
FR: French Riviera, Auvergne-Rhône-Alpes, Hauts-de-France, Pays de la Loire, Haute-Savoie
GB: UK, Great Britain, Britain, Gran Bretagna, Gran Bretaña, Grã-Bretanha, Großbritannien, Grande-Bretagne
GB: Groot-Brittannië, England, Scotland, Wales, Northern Ireland, Inghilterra, Scozia, Galles, Inglaterra, Escocia
GB: Gales, Schottland, Angleterre, Écosse, Engeland, Schotland, İngiltere, İskoçya, Cymru, Αγγλία, Σκωτία
GB: イギリス, 英国
GB: イングランド, इंग्लैंड, Essex, Yorkshire, West Yorkshire, South Yorkshire, North Yorkshire, East Yorkshire
GB: Lancashire
GB: Cheshire, East Sussex, West Sussex, Hertfordshire, Bedfordshire, Berkshire, Buckinghamshire
GB: Cambridgeshire, Cumbria
GB: Derbyshire, Dorset, Gloucestershire, Oxfordshire, Greater Manchester, Greater London, Herefordshire
GB: Leicestershire
GB: Lincolnshire, Merseyside, Northamptonshire, Northumberland, Nottinghamshire, Shropshire, Staffordshire
GB: Warwickshire
GB: Tyne and Wear, West Midlands, East Midlands, Wiltshire, Worcestershire, East Anglia, Isle of Wight, County Durham
GB: Teesside, West Lothian, East Lothian, Aberdeenshire, Lanarkshire, Ayrshire, Ldn
? GE US: Georgia
GR: Hellas, Crete, Κρήτη
ID: Bali, Java, East Java, West Java, Central Java, Jawa Barat, Jawa Timur, Jawa Tengah, Sumatra, Lombok, Jkt
HK: Hong Kong, Hongkong, 香港
IE: Eire, Republic of Ireland, Co Cork, Co Dublin, Co Galway, Co Donegal, Co Mayo, Co Kildare, County Cork
IE: County Kerry
IE: County Donegal, County Mayo, County Wexford, County Tipperary
IN: Hindustan, Bengaluru, Delhi NCR
IT: Sicilia, Sicily, Sardegna, Sardinia, Toscana, Tuscany, Lombardia, Lombardy, Piemonte, Veneto, Puglia, Apulia
IT: Campania, Calabria, Liguria, Umbria, Abruzzo, Basilicata, Molise, Emilia-Romagna, Friuli, Friuli-Venezia Giulia
IT: Venezia, Trentino, Alto Adige, Südtirol, South Tyrol, Salento, Valle d'Aosta
? JE US: Jersey
JP: Nippon, Nihon, Hokkaido, 北海道, 沖縄, Okinawa, 東京都, 大阪府, 京都府, 神奈川県, 神奈川, 埼玉県, 埼玉
JP: 千葉県, 愛知県, 愛知
JP: 兵庫県, 兵庫, 福岡県, 静岡県, 広島県, 茨城県, 宮城県, 新潟県, 長野県, 岐阜県, 群馬県, 栃木県, 岡山県
JP: 三重県, 熊本県, 鹿児島県
JP: 沖縄県, 滋賀県, 山口県, 愛媛県, 長崎県, 奈良県, 青森県, 岩手県, 大分県, 石川県, 山形県, 宮崎県, 富山県
JP: 秋田県, 香川県, 和歌山県
JP: 山梨県, 佐賀県, 福井県, 徳島県, 高知県, 島根県, 鳥取県, 福島県, 関西, 関東
KP: DPRK
KR: Korea, Republic of Korea, S Korea, Corea, Corée, 韓国, 한국
LK: SriLanka
MK: FYROM, Macedonia
MM: Burma, Birma, Birmania, Birmânia
MO: Macau, Macao, 澳門, 澳门
MX: Baja California, Baja California Sur, Estado de México, Edo de México, CDMX, Quintana Roo, Nuevo León, Jalisco
MX: Yucatán, Cancún, Ciudad de México, Mexico DF
MY: Sabah, Sarawak, Selangor, Penang, Johor
NG: Naija, 9ja
NL: Holland, Holanda, Hollande, Olanda, Hollanda, Noord-Holland, Zuid-Holland, North Holland, South Holland
NL: Noord-Brabant, North Brabant, Gelderland, Friesland, Twente, Ολλανδία
NZ: Aotearoa, NZ, NewZealand
PF: Tahiti, Bora Bora
PH: Phils, Cebu, The Philippines, Metro Manila, Mindanao, Visayas, Luzon
PK: Islamabad, KPK, Khyber Pakhtunkhwa, Sindh, Azad Kashmir
? IN PK: Punjab, Kashmir
PS: Palestine, Palestina, Gaza, Gaza Strip, West Bank, فلسطين, غزة
RO: Transilvania, Transylvania
RU: Russian Federation, РФ, Siberia
SA: KSA, Saudi
SX: St Maarten
SZ: Swaziland
TL: East Timor
TR: Türkiye, Turkey
TT: Trinidad, Tobago
TW: 台灣, 臺灣, 台湾
TZ: Zanzibar
US: USA, United States of America, Estados Unidos de América, EEUU, EE UU, EUA, ABD, США, New England, Midwest, SoCal
US: Pacific Northwest, NorCal, Bay Area, South Florida, Central Florida, Silicon Valley, Long Island, Upstate New York
US: Hudson Valley, Cape Cod, Deep South, Orange County, NYC, New York City, Manhattan, Brooklyn, Bronx, Staten Island
US: Harlem, Hollywood, Los Angeles, Vegas, Philly, ATL, DFW, Calif, Cali Usa, Beverly Hills, Washington DC
US: Jersey Shore
US: District of Columbia, OKC, Tampa Bay, DMV, South Jersey, North Jersey, Central Jersey
VA: Vatican
? VG VI: Virgin Islands
VG: BVI, Tortola
VI: USVI, US Virgin Islands
VN: Viet Nam
ZA: RSA, Mzansi, Gauteng, KwaZulu-Natal, KZN, Western Cape, Eastern Cape, Limpopo, Mpumalanga
"""

STATES = """
AU: New South Wales, NSW, Queensland, QLD, Tasmania, South Australia, Western Australia, Northern Territory
AU: Australian Capital Territory
BR: Alagoas, Amapá, Bahia, Ceará, Espírito Santo, Goiás, Maranhão, Mato Grosso, Mato Grosso do Sul, Minas Gerais
BR: Paraíba, Paraná, Pernambuco, Piauí, Rio Grande do Norte, Rio Grande do Sul, Rondônia, Roraima, Santa Catarina
BR: Sergipe, Tocantins
CA: Alberta, British Columbia, Manitoba, New Brunswick, Newfoundland, Newfoundland and Labrador, Nova Scotia
CA: Northwest Territories, Nunavut, Ontario, Prince Edward Island, Quebec, Saskatchewan, Yukon, Vancouver Island
DE: Baden-Württemberg, Bayern, Bavaria, Baviera, Brandenburg, Hessen, Hesse, Mecklenburg-Vorpommern, Niedersachsen
DE: Lower Saxony, Nordrhein-Westfalen, North Rhine-Westphalia, NRW, Rheinland-Pfalz, Rhineland-Palatinate, Saarland
DE: Sachsen, Saxony, Sachsen-Anhalt, Saxony-Anhalt, Schleswig-Holstein, Thüringen, Thuringia
IN: Andhra Pradesh, Arunachal Pradesh, Assam, Bihar, Chhattisgarh, Goa, Gujarat, Haryana, Himachal Pradesh, Jharkhand
IN: Karnataka, Kerala, Madhya Pradesh, Maharashtra, Manipur, Meghalaya, Mizoram, Nagaland, Odisha, Orissa, Rajasthan
IN: Sikkim, Tamil Nadu, Tamilnadu, Telangana, Tripura, Uttar Pradesh, Uttarakhand, West Bengal, Jammu and Kashmir
US: Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Hawaii, Idaho, Illinois
US: Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi
US: Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, North Carolina, North Dakota, Ohio
US: Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah
US: Vermont, Virginia
US: West Virginia, Wisconsin, Wyoming, Washington State, New York State
"""
"""Those that are cities too (New York, São Paulo, Berlin, Delhi) are left to the cities; Georgia, Punjab are above."""

CODES = """
US: AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR
US: PA RI SC SD TN TX UT VA VT WA WI WV WY
CA: AB BC MB NB NL NS NT NU ON PE QC SK YT
AU: NT SA WA
BR: DF RJ SP
"""
"""States and provinces that count after a comma as countries do; those of the US count where both may be meant."""

SELDOM_CODES = """
BR: AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO
IN: AP AR AS BR CG DL GA GJ HP HR JH JK KA KL MH ML MN MP MZ NL OD PB RJ SK TG TN TR UP WB
IT: AG AL AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BZ CA CB CE CH CL CN CO CR CS CT CZ EN FC FE FG FI FM FR GE GO
IT: GR IM IS KR LC LE LI LO LT LU MB MC ME MI MN MO MS MT NA NO NU OR PA PC PD PE PG PI PN PO PR PT PU PV PZ RA RC RE
IT: RG RI RM RN RO SA SI SO SP SR SS SU SV TA TE TN TO TP TR TS TV UD VA VB VC VE VI VR VT VV
"""
"""States and provinces that count only after the name of a place of that country, and where no other meaning fits."""

CONTESTED_AFTER_A_COMMA = frozenset({"DE"})
"""Nothing is taken from it after an unknown town: the country has eighty times the people of the state."""

CODES_ALONE = {
    "AR": "AR",
    "DE": "DE",
    "ID": "ID",
    "IN": "IN",
    "LA": "US",
    "BA": "? BA BR",
    "PR": "? BR PR",
    "RS": "? BR RS",
}
"""Alone: countries more than ten times the state with their code, the city that everybody calls so, and states of
Brazil that are not much smaller than the country with their code."""

WORDS_LIKE_CODES = """
    ac ad ae af ag ai ak al am an ao ap ar as at au ba bb be bi bo br bs bt by ce ch ci cl cm co cu da de dj dm do du ee
    em en er es et eu fa fe fi fm fo ga ge go gr gt ha he hi hm ho hr hu ia id ie il im in io is it je jo ki km ko kr la
    le li lo lu ly ma mc md me mi ml mm mo mr ms mt mu mv my na ne ni no nu oh ok om on or os ou pa pe ph pi pm po pr ps
    py qa re ri ro rs ru sa sc se sg sh si sk sl sm sn so sr st su sv ta te tf tg th ti tk tl tm tn to tr tt tu tv ua ug
    um un up us ut va vc ve vi vs vu we wf ws ya ye yo yu za ze
"""
"""Codes that are words, or usual short ones, in one of our languages: they count in capitals only."""

WORDS_ALONE = """
    acre agri allen americana barking baris bath cad cali charlotte chad como cork corse elizabeth essen flores golfe
    gine grenade hail hoover independence ira island java jordan kent leon liege madera male man marino mascara
    merida mobile natal nice normal oma orange ordu palma paradise porto reading reunion riverside sale
    sparks split spring sunrise taylor temple tours tyler union van victoria vista vitoria warren worms
"""
"""Places that are words or people's names in one of our languages: they count when nothing else is said, as do cities
with names of three Latin letters."""

NO_NAMES = """
    ama amen assis banda bando bend bordo brick bush cabo cair campana casper caza celle centro cercado clay colina
    conquista dabei date dort douane dual emin encanto esse estancia forest gare gente gerne grac habra haga hala
    hang hub islands kali kati kisi largo lime lion logos luta manos mangue medias meds metro mission monster
    moron most nada name novena oral perto pest pesto picos plaisance poblacion registro republica reservoir retiro
    rugby sert shaping sira soul surprise tamano tane tarde tema tendo tete torrent tour una wedding
"""
"""Places and names of countries that are everyday words in one of our languages and are hardly ever meant."""
