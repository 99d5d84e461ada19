"""Families of fonts whose digits may be trained on, and those that judge.

What Debian's packages hold and was looked at: every digit of theirs is one. Signs, boxes and digits in other shapes of
keys or weather are left out.
"""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """Of a list with commas."""
    return frozenset(" ".join(text.split()).split(", "))


TRAINED = names("""
Accanthis ADF Std, Accanthis ADF Std No2, Accanthis ADF Std No3, Agave, Allerta, Anonymous Pro, Anonymous Pro Minus,
Arapey, Arimo, Averia GWF, Averia Sans GWF, Averia Serif GWF, B612, B612 Mono, Baskervald ADF Std, Bebas Neue,
Because We Build, Because We Connect, Because We Create, Because We Mentor, Because We Organize, Berenis ADF Pro,
Berenis ADF Pro Math, Beteckna, BetecknaGS, BetecknaGSCondensed, C-64, C059, CMU Bright, CMU Classical Serif, CMU
Concrete, CMU Sans Serif, CMU Sans Serif Demi Condensed, CMU Serif, CMU Serif Extra, CMU Serif Upright Italic, CMU
Typewriter Text, CMU Typewriter Text Variable Width, Cabin, Caladea, Caliban, Cantarell, Cardo, Carlito, Caslon,
Century Catalogue, Clear Sans, Clear Sans Light, Clear Sans Medium, Clear Sans Thin, Comic Neue, Cousine, Cupola,
DSEG7 Classic, DSEG7 Classic Mini, Dancing Script, DejaVu Math TeX Gyre, DejaVu Sans, DejaVu Sans Mono, DejaVu
Serif, DkgHandwriting, Domestic Manners, Dosis, Dustismo, Dustismo Roman, Ecolier_court, El Abogado Loco, Fantasque
Sans Mono, Fira Code, FreeMono, FreeSans, FreeSerif, GFS Artemisia, GFS Neohellenic, GNUTypewriter, GWMonospace,
Gillius ADF, Gillius ADF No2, Glass TTY VT220, Go, Go Medium, Go Mono, Go Smallcaps, Goudy Bookletter 1911, Hack,
Hermit, Humor Sans, Ikarius ADF No2 Std, Ikarius ADF Std, Inconsolata, Inter, Inter Display, It wasn't me, JetBrains
Mono, Junction, Junkyard, Jura, Karla, Karla Tamil Inclined, Karla Tamil Upright, Kaushan Script, Klee One, Kristi,
Lato, League Mono, League Spartan, Liberation Mono, Liberation Sans, Liberation Sans Narrow, Liberation Serif,
Libris ADF Std, Linden Hill, Linux Biolinum O, Linux Libertine Display O, Linux Libertine Mono O, Linux Libertine O,
M PLUS 1, M PLUS 1 Code, M PLUS 2, M PLUS Code Latin 50, M PLUS Code Latin 60, Manrope, Mekanus ADF Std, Mekanus ADF
Titling Std, Mplus Code 50, Mplus Code 60, Nimbus Mono PS, Nimbus Roman, Nimbus Sans, Nimbus Sans Narrow, Noto Mono,
Noto Sans, Noto Sans Display, Noto Sans Mono, Noto Serif, Noto Serif Display, OCR B, OSP-DIN, Old Standard TT, Open
Sans, Open Sans Condensed, OpenDyslexic, OpenDyslexicAlta, OpenDyslexicMono, Oxygen Mono, Oxygen-Sans, P052, PT
Mono, PT Sans, PT Sans Caption, PT Sans Narrow, PT Serif, PT Serif Caption, Penguin Attack, Play, Prociono, Px
AmstradPC1512-2y, Px IBM CGA, Px IBM CGA-2y, Px IBM EGA8, Px IBM MDA, Px IBM VGA8, Px IBM VGA9, Quattrocento,
Quicksand, Quicksand Light, Quicksand Medium, Roadgeek 2014 Series B, Roadgeek 2014 Series C, Roadgeek 2014 Series
D, Roadgeek 2014 Series E, Roadgeek 2014 Series EEM, Roadgeek 2014 Series EM, Roadgeek 2014 Series F, Roboto, Roboto
Condensed, Routed Gothic, Routed Gothic Half Italic, Routed Gothic Narrow, Routed Gothic Narrow Half Italic, Routed
Gothic Wide, Routed Gothic Wide Half Italic, STIX, STIXGeneral, Spleen 12x24, Spleen 16x32, Spleen 32x64, Spleen
6x12, Spleen 8x16, Steve, Switzera ADF, Tinos, Tiresias Infofont, Tiresias Infofont Z, Tiresias Keyfont V2, Tiresias
LPfont, Tiresias Signfont, Tiresias Signfont Z, Tomson Talks, Tribun ADF Std, URW Gothic, Unifont, Universalis ADF
Std, Verana, Verana Sans, Verana Sans Demi, Verana Sans Medium, Yusei Magic, Z003, eurofurence, eurofurence classic,
eurofurence classic light, eurofurence light, monofur, mononoki, osifont, unifur
""")

# Of every kind: with and without serifs, typewriter, seven-segment, pixels, written. None is another one's twin.
HELD_OUT = names("""
Because We Learn, Breip, Comfortaa, Compagnon, Courier Prime, DSEG7 Modern, DSEG7 Modern Mini, EB Garamond, IBM
3270, IBM 3270 Condensed, IBM 3270 Semi-Condensed, Monoid, Monoisome, National Park, OCRA, OCRABold, OCRACondensed,
OCRAItalic, Roboto Slab, Rufscript, Tiresias PCfont, Tiresias PCfont Z, URW Bookman, Vollkorn, Wargames, Yanone
Kaffeesatz, Sora, Courier Prime Code, Courier Prime Sans, Px VGA SquarePx, Tuffy, Lobster Two
""")
