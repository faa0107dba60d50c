"""Countries of one word, by their names and by what their people and institutions are called."""

from __future__ import annotations

COUNTRY_WORDS = frozenset({"country", "nation", "republic"})

_NAMES = """
Afghanistan:Afghan Albania:Albanian Algeria:Algerian Angola:Angolan Argentina:Argentine
Armenia:Armenian Australia:Australian Austria:Austrian Azerbaijan:Azerbaijani Bahrain:Bahraini
Bangladesh:Bangladeshi Belarus:Belarusian Belgium:Belgian Bolivia:Bolivian Botswana Brazil:Brazilian
Britain:British Bulgaria:Bulgarian Burma:Burmese Cambodia:Cambodian Cameroon:Cameroonian
Canada:Canadian Chad:Chadian Chile:Chilean China:Chinese Colombia:Colombian Croatia:Croatian
Cuba:Cuban Cyprus:Cypriot Denmark:Danish Ecuador:Ecuadorian Egypt:Egyptian Eritrea:Eritrean
Estonia:Estonian Ethiopia:Ethiopian Finland:Finnish France:French Gambia:Gambian Germany:German
Ghana:Ghanaian Greece:Greek Guatemala:Guatemalan Haiti:Haitian Honduras:Honduran Hungary:Hungarian
Iceland:Icelandic India:Indian Indonesia:Indonesian Iran:Iranian Iraq:Iraqi Ireland:Irish
Israel:Israeli Italy:Italian Jamaica:Jamaican Japan:Japanese Jordan:Jordanian Kazakhstan:Kazakh
Kenya:Kenyan Kosovo Kuwait:Kuwaiti Kyrgyzstan:Kyrgyz Laos:Laotian Latvia:Latvian Lebanon:Lebanese
Liberia:Liberian Libya:Libyan Lithuania:Lithuanian Madagascar Malawi:Malawian Malaysia:Malaysian
Mali:Malian Malta:Maltese Mexico:Mexican Moldova:Moldovan Mongolia:Mongolian Montenegro
Morocco:Moroccan Mozambique Myanmar Namibia:Namibian Nepal:Nepalese Netherlands:Dutch
Nicaragua:Nicaraguan Niger Nigeria:Nigerian Norway:Norwegian Oman:Omani Pakistan:Pakistani
Panama:Panamanian Paraguay:Paraguayan Peru:Peruvian Philippines:Filipino Poland:Polish
Portugal:Portuguese Qatar:Qatari Romania:Romanian Russia:Russian Rwanda:Rwandan Senegal:Senegalese
Serbia:Serbian Singapore:Singaporean Slovakia:Slovak Slovenia:Slovenian Somalia:Somali Spain:Spanish
Sudan:Sudanese Sweden:Swedish Switzerland:Swiss Syria:Syrian Taiwan:Taiwanese Tajikistan:Tajik
Tanzania:Tanzanian Thailand:Thai Tunisia:Tunisian Turkey:Turkish Turkmenistan:Turkmen Uganda:Ugandan
Ukraine:Ukrainian Uruguay:Uruguayan Uzbekistan:Uzbek Venezuela:Venezuelan Vietnam:Vietnamese
Yemen:Yemeni Zambia:Zambian Zimbabwe:Zimbabwean
"""

COUNTRIES = {word: entry.partition(":")[0] for entry in _NAMES.split() for word in entry.split(":")}
"""From a name or adjective of one word to the country's name. Compiled by hand; countries of
several words ("South Africa") are not in it: in their articles "the country" is left alone."""
