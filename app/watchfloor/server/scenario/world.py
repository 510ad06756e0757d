"""Invented news from real places: no person, no party, no country is accused of anything."""
# ruff: noqa: E501 -- prose

import random

import msgspec

from watchfloor.server.item import Arrival


class Story(msgspec.Struct, frozen=True):
    """A sentence with places to fill in, and how often it is told."""

    weight: int
    title: str
    here: tuple[str, ...]
    there: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


LEVANT = (
    "Damascus",
    "Aleppo",
    "Homs",
    "Beirut",
    "Sidon",
    "Amman",
    "Haifa",
    "Latakia",
    "Mosul",
    "Kirkuk",
    "Baghdad",
)
GULF = ("Doha", "Manama", "Kuwait City", "Dubai", "Muscat", "Bandar Abbas", "Basra", "Jeddah", "Fujairah")
YEMEN = ("Sanaa", "Aden", "Hodeidah", "Marib", "Taiz")
STRAITS = ("the Red Sea", "the Gulf of Aden", "the Bab el-Mandeb", "the Strait of Hormuz", "the Gulf of Oman")
SEAS = (
    "the Black Sea",
    "the South China Sea",
    "the Taiwan Strait",
    "the Gulf of Guinea",
    "the Baltic Sea",
    "the Caribbean",
)
EUROPE = (
    "Berlin",
    "Paris",
    "Rome",
    "Athens",
    "Tbilisi",
    "Warsaw",
    "Madrid",
    "Belgrade",
    "Bucharest",
    "Lyon",
    "Vilnius",
)
UKRAINE = ("Kharkiv", "Odesa", "Dnipro", "Kyiv", "Zaporizhzhia", "Kherson", "Sumy")
SAHEL = ("Bamako", "Gao", "Niamey", "Ouagadougou", "N’Djamena", "Timbuktu", "Agadez")
AFRICA = (
    "Nairobi",
    "Lagos",
    "Kinshasa",
    "Addis Ababa",
    "Khartoum",
    "Goma",
    "Mogadishu",
    "Accra",
    "Durban",
    "Juba",
)
ASIA = (
    "Manila",
    "Jakarta",
    "Dhaka",
    "Bangkok",
    "Yangon",
    "Karachi",
    "Mumbai",
    "Hanoi",
    "Seoul",
    "Taipei",
    "Kathmandu",
)
AMERICAS = (
    "Lima",
    "Bogotá",
    "Caracas",
    "Santiago",
    "Mexico City",
    "Port-au-Prince",
    "Quito",
    "São Paulo",
    "Houston",
)
SHAKEN = (
    "Sendai",
    "Hualien",
    "Kathmandu",
    "Santiago",
    "Acapulco",
    "Gaziantep",
    "Wellington",
    "Tehran",
    "Davao",
    "Lima",
)
PORTS = (
    "Rotterdam",
    "Singapore",
    "Mombasa",
    "Karachi",
    "Jeddah",
    "Alexandria",
    "Istanbul",
    "Colombo",
    "Durban",
    "Piraeus",
)

STORIES = (
    Story(5, "Peaceful march for lower rents in central {here}", EUROPE, tags=("protest",)),
    Story(4, "Protesters block the ring road around {here}", EUROPE + AMERICAS, tags=("protest",)),
    Story(2, "Protests in {here} turn violent, tear gas used and curfew declared", AMERICAS + ASIA + AFRICA),
    Story(4, "Mediators from {there} arrive in {here} for talks", LEVANT + SAHEL + AFRICA, ("Geneva", "Muscat", "Oslo", "Doha")),
    Story(3, "Ceasefire talks resume in {here}, agreement on aid possible", ("Cairo", "Doha", "Geneva", "Vienna", "Muscat")),
    Story(3, "Two patrol vessels shadow a research ship in {here}", SEAS),
    Story(3, "Container ship reports being followed in {here}", STRAITS),
    Story(2, "Tanker boarded by armed men in {here}, crew safe", (*STRAITS, "the Gulf of Guinea")),
    Story(1, "Sea mine sighted, major shipping lane closed in {here}", STRAITS),
    Story(3, "Drone interception over {here}, no damage", GULF + YEMEN),
    Story(2, "Drones launched from {there} towards {here}, air defences active", LEVANT + GULF, ("Marib", "Sanaa", "Hodeidah")),
    Story(2, "Air-raid alert lifted in {here}", UKRAINE),
    Story(2, "Cruise missiles from {there} towards {here}, air-raid sirens sound", UKRAINE, ("the Black Sea", "the Sea of Azov")),
    Story(1, "Ballistic missile strikes outskirts of {here}; dozens killed, officials say", UKRAINE + YEMEN),
    Story(2, "Airstrike reported on outskirts of {here}, damage unclear", LEVANT + YEMEN),
    Story(2, "Shelling heard near {here}, details unconfirmed", ("Khartoum", "El Fasher", "Aleppo", "Donetsk")),
    Story(2, "Clashes between armed groups near {here}", (*SAHEL, "Goma", "Khartoum", "Mandalay")),
    Story(1, "Gunmen attack a market near {here}; dozens killed", (*SAHEL, "Maiduguri", "Mogadishu")),
    Story(3, "Aid convoy from {there} reaches {here} without incident", (*SAHEL, "Juba", "Goma", "Aleppo"), ("Dakar", "Nairobi", "Amman")),
    Story(2, "Refugees from {there} arrive in {here}, field hospital opened", ("Lampedusa", "Lesbos", "N’Djamena", "Goma"), ("Tripoli", "Izmir", "El Fasher", "Juba")),
    Story(2, "Cholera outbreak confirmed in {here}", ("Port-au-Prince", "Khartoum", "Juba", "Aden", "Lusaka")),
    Story(3, "Earthquake of magnitude 4.8 near {here}, no casualties reported", SHAKEN),
    Story(1, "Earthquake of magnitude 6.9 near {here}, major damage and casualties", SHAKEN),
    Story(2, "Aftershocks felt in {here} through the night", SHAKEN),
    Story(2, "Flash floods cut roads around {here}, villages evacuated", (*ASIA, "Valencia", "Derna", "Durban", "Lagos")),
    Story(1, "Dam failure feared above {here} after record rain, mass casualties possible", ("Dhaka", "Derna", "Guwahati")),
    Story(2, "Wildfire out of control north of {here}", ("Athens", "Los Angeles", "Valparaíso", "Vancouver", "Izmir", "Sydney")),
    Story(2, "Typhoon turns towards {here}, ferry traffic stopped", ("Manila", "Hualien", "Naha", "Da Nang", "Hong Kong")),
    Story(1, "Eruption near {here}, ash cloud closes airspace", ("Catania", "Grindavik", "Quito", "Goma", "Denpasar")),
    Story(3, "Regional carrier outage confirmed in {here}", LEVANT + AFRICA + ASIA),
    Story(2, "Ransomware stops harbour terminals in {here}", PORTS),
    Story(2, "GPS interference reported by flights near {here}", ("Tallinn", "Helsinki", "Limassol", "Gdańsk", "Haifa")),
    Story(1, "Power outage across {here}, grid failure under investigation", AMERICAS + ASIA),
    Story(3, "Polling stations open in {here}, long lines, no incidents", AFRICA + AMERICAS + EUROPE),
    Story(2, "Joint exercise of coast guards begins in {here}", ("the Baltic Sea", "the Sea of Japan", "the Caribbean", "the Aegean Sea")),
    Story(2, "New sanctions on shipping announced in {here}", ("Brussels", "London", "Washington", "Tokyo")),
    Story(2, "Ferry from {there} to {here} delayed, engine fire contained", ("Palermo", "Athens", "Genoa", "Tangier"), ("Tunis", "Lesbos", "Barcelona")),
    Story(2, "Train derailment near {here}, rescue under way", ("Mumbai", "Cairo", "Belgrade", "Chicago", "Lyon", "Johannesburg")),
    Story(3, "Cargo flight from {there} to {here} diverted after storm warning", EUROPE + GULF, ("Singapore", "Nairobi", "New York", "Mumbai")),
    Story(3, "Rescue ship from {there} brings migrants to {here}", ("Catania", "Lampedusa", "Las Palmas", "Piraeus"), ("Tripoli", "Nouakchott", "Alexandria", "Sfax")),
    Story(2, "Fighter jets from {there} scrambled over {here}", ("the Baltic Sea", "the Black Sea", "the Sea of Japan"), ("Constanța", "Gothenburg", "Sapporo")),
    Story(2, "Rocket from {there} intercepted near {here}, sirens sound", ("Haifa", "Ashdod", "Riyadh", "Erbil"), ("Marib", "Tyre", "Hodeidah")),
    Story(2, "Typhoon moves from {there} towards {here}", ("Naha", "Manila", "Hualien", "Da Nang", "Hong Kong"), ("Guam", "the Sea of Japan", "Cebu")),
    Story(2, "Troop movements from {there} towards {here} in satellite images", ("Goma", "Juba", "El Fasher", "Mekelle"), ("Kigali", "Khartoum", "Port Sudan", "Asmara")),
    Story(2, "Tanker from {there} towards {here} changes course after piracy warning", ("Rotterdam", "Mumbai", "Singapore", "Durban"), ("Basra", "Fujairah", "Lagos", "Jeddah")),
    Story(2, "Envoys from {there} in {here} for prisoner exchange", ("Muscat", "Istanbul", "Abu Dhabi", "Vienna"), ("Kyiv", "Sanaa", "Khartoum", "Damascus")),
    Story(1, "Chemical leak at a plant in {here}, district evacuated", ("Houston", "Antwerp", "Guangzhou", "Mumbai", "Tabriz")),
)  # fmt: skip
SOURCES = (
    "Gulf Wire", "Sahel Monitor", "Pacific Desk", "Baltic Report", "Harbour Times", "Andes Daily", "social media",
)  # fmt: skip


def arrival(chance: random.Random, at_s: float) -> Arrival:
    """One piece of news, as an ingesting program would send it."""
    story = chance.choices(STORIES, weights=[story.weight for story in STORIES])[0]
    here = chance.choice(story.here)
    there = chance.choice([place for place in story.there if place != here] or [""])
    source = chance.choice(SOURCES)
    number = chance.randrange(10_000, 99_999)
    return Arrival(
        id=f"demo-{int(at_s * 1000)}-{number}",
        title=story.title.format(here=here, there=there),
        source=source,
        url=f"https://news.example/{source.lower().replace(' ', '-')}/{number}",
        published_at=at_s,
        tags=list(story.tags),
    )
