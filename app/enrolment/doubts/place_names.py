"""Places that names of teams and trusts add: where hospitals, local medical centres and larger municipalities are."""

PLACE_NAMES = """
Alta Arendal Asker Askim Askøy Aker Bardu Bergen Bodø Bremanger Brønnøysund Bærum Drammen Eidsvoll Eigersund Elverum
Farsund Fauske Finnsnes Flekkefjord Florø Fredrikstad Førde Gaustad Gjøvik Gran Gravdal Grimstad Halden Hamar
Hammerfest Harstad Haugesund Haukeland Helgeland Honningsvåg Horten Hønefoss Innlandet Jessheim Jæren Kalnes Karasjok
Karmøy Kautokeino Kirkenes Kongsberg Kongsvinger Kristiansand Kristiansund Lakselv Larvik Levanger Lillehammer
Lillestrøm Lofoten Longyearbyen Lyngdal Lærdal Lørenskog Mandal Mo Molde Mosjøen Moss Målselv Namsos Narvik Nesodden
Nordfjord Nordfjordeid Nordland Nordreisa Notodden Nærøy Odda Orkanger Orkdal Orkland Oslo Porsgrunn Radiumhospitalet
Rana Ringerike Rikshospitalet Rjukan Røros Salten Sandefjord Sandnes Sandnessjøen Sandvika Sarpsborg Senja Setesdal Ski
Skien Skjervøy Sogndal Sola Sortland Stange Stavanger Steinkjer Stjørdal Stokmarknes Stord Storsteinnes Storslett
Strømmen Sunnmøre Svolvær Tana Telemark Tromsø Trondheim Trysil Tynset Tønsberg Ullevål Vadsø Vardø Vesterålen
Vestvågøy Vågan Vågå Våle Våler Volda Voss Ørland Ørsta Østfold Østmarka Ålesund Åndalsnes Årdal Åsgård Åsane
"""
