"""Names that are words of every day too: a carer called Will takes no sentence from a child that has "will" in it."""

from __future__ import annotations

_WORDS = """
ace acre alley apple april arch archer art ash august autumn baker ball bank banks barber barn baron bean bear bell
bench berry best bill birch bird bishop black block blue bond bone book booth bow bowl box branch brand brave bread
bridge bright broad brook brown bull butcher butter button camp care carpenter case cash castle cat chance chapel
charity chase chest child christian christmas church clean clear clerk cliff close cloud coat cold cook cooper corn
cotton court crane cross crown cruise daily dance dark darling dawn day days dear deer dish door dove down draw dream
drew drink driver drum duck duke eagle early earth east easter elder ever fair faith farm farmer fawn field fields
finch fine firm fish fisher flag flower flowers foot ford fort fox frank freedom friday friend friends frost game
garden gate gates gene gift glass goal gold golden good grace grand grass grave gray green grey guest gun guy hair
hall ham hand hands happy hard harm harp harvest hatch hay head heap heart heath heaven held hill hills hoard hold
holder holiday holy home honey honour hook hope hopes horn horse house humble hunt ice iron ivory job joy july june
just justice keep key keys kind king kiss know lace lamb land lane last law lawn lay leaf lean leather legal light
line link little lock lodge long longer love loving low luck lucky major march mark marks master mate mates may meadow
mean merry mile mill miller mills mine monday money moon more morn morning moss mount narrow neat new nick night noble
noon norm north nurse oak oaks old orange page pages paine palm park parker part pat patience patient pay peace peach
pear pepper pet pick pie pile pink place plain player pole pool poor port porter post pot potter pound powder power
powers pray precious press price pride priest prime prince princess purchase queen quick quiet rain rainbow ran read
reader reading ready red reed rest rice rich riches ride rider right ring rise river rivers road rob rock rocky room
root rope rose roses row saint salt sand sands saturday scarlet school sea serve shade shadow sharp sheep shell shine
ship shoe shore short shower sign silk silver simple single sky sleep small smart snow song south spark sparks speed
spencer spice spring star start stay steel steep step still stock stocks stone stones storm story strange stranger
stream street streets strong sue summer summers sun sunday sunny swallow sweet swift talent tall tan team tender thorn
tide tiger till timber time tower train treat tree true trust truth turner valley victory wait walk walker wall walls
want ward warden warm watch water waters way ways wednesday week weeks welcome well wells west while white wild will
willing willow wills win wind window wine wing winner winter winters wise wish wolf wonder wood woods word words work
world worth wright yard young youth
"""
_EVERYDAY = frozenset(_WORDS.split())


def is_everyday(word: str) -> bool:
    """Return whether a word, in small letters, is written every day without meaning anybody; its plural too."""
    return word in _EVERYDAY or (word.endswith("s") and word[:-1] in _EVERYDAY)
