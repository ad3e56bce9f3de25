package intake

import (
	"slices"
	"strings"

	"hexbeat/hotspot"
)

// settingNames are the words that sources use for kinds of place, by ours. A word counts
// where it stands in the text as a whole word or words; of several the longest. Words
// for homes come before those for what is around them: a garden is no open space.
var settingNames = []struct {
	setting hotspot.Setting
	words   []string
}{
	{hotspot.Dwelling, []string{"dwelling", "house", "home", "flat", "flats", "apartment", "maisonette", "residential", "residence", "private residence", "bungalow", "domestic", "hmo", "care home", "nursing home", "sheltered housing", "hostel", "garden", "private garden", "front garden", "back garden",
		"driveway", "garage", "shed", "outbuilding", "communal area", "stairwell", "block of flats", "estate block", "in dwelling", "own home", "caravan", "houseboat", "student accommodation", "private address", "residential property"}},
	{hotspot.Street, []string{"street", "road", "footpath", "pavement", "alley", "alleyway", "lane", "highway", "public highway", "carriageway", "footway", "cycle path", "subway", "underpass", "bridge", "on street", "public place", "public road", "junction", "roundabout", "layby", "lay by", "pedestrian area", "square", "towpath", "town centre street", "sidewalk", "outside"}},
	{hotspot.OpenSpace, []string{"park", "open space", "park open space", "park or open space", "green", "common", "playground", "play area", "recreation ground", "rec", "field", "playing field", "sports field", "woods", "woodland", "forest", "beach", "canal", "river", "cemetery", "churchyard", "allotment", "allotments", "nature reserve", "wasteland", "waste ground", "grassland", "countryside", "gardens", "public garden", "public gardens", "skate park", "outdoor", "outdoors", "outdoor structure"}},
	{hotspot.Transport, []string{"bus stop", "bus", "bus station", "bus shelter", "train", "train station", "railway station", "rail station", "tube station", "underground station", "station", "tram", "tram stop", "platform", "transport", "public transport", "airport", "taxi", "taxi rank", "car park", "parking", "parking lot", "multi storey car park", "railway", "ferry", "port", "transport hub", "tube", "dlr", "overground"}},
	{hotspot.Retail, []string{"shop", "store", "retail", "supermarket", "shopping centre", "shopping mall", "mall", "market", "department store", "convenience store", "off licence", "petrol station", "filling station", "garage forecourt", "forecourt", "bank", "post office", "bookmaker", "betting shop", "pharmacy", "chemist", "newsagent", "retail park", "retail premises", "salon", "hairdresser", "cash machine", "atm"}},
	{hotspot.Licensed, []string{"public house", "pub", "bar", "nightclub", "night club", "club", "licensed premises", "licensed", "licenced premises", "restaurant", "cafe", "takeaway", "take away", "fast food", "wine bar", "hotel", "casino", "social club", "members club", "food outlet", "coffee shop", "pub or club"}},
	{hotspot.OtherSetting, []string{"school", "college", "university", "education", "educational", "hospital", "surgery", "health centre", "medical", "office", "offices", "factory", "warehouse", "industrial", "industrial estate", "business", "business premises", "commercial", "commercial premises", "church", "mosque", "temple", "synagogue", "place of worship", "gurdwara", "chapel", "cathedral", "refuge", "clinic", "religious building", "religious premises", "library", "leisure centre", "gym", "swimming pool",
		"cinema", "theatre", "museum", "stadium", "sports ground", "community centre", "youth club", "nursery", "prison", "police station", "fire station", "court", "council building", "public building", "construction site", "building site", "farm", "derelict building", "non residential", "vehicle", "other", "other premises", "other building"}},
}

// sensitivePlaces are the kinds of place of which a report says something about those
// who go there.
var sensitivePlaces = []string{"refuge", "clinic", "place of worship", "church", "mosque", "synagogue", "temple", "gurdwara", "chapel", "cathedral", "religious building", "religious premises", "rape crisis centre", "sexual health centre"}

// sensitivePlace reports whether a word for a kind of place names such a one.
func sensitivePlace(text string) bool {
	n := " " + plainColumn(text) + " "
	return slices.ContainsFunc(sensitivePlaces, func(w string) bool { return strings.Contains(n, " "+w+" ") })
}

// nothingSaid are the words for not knowing.
var nothingSaid = []string{"not known", "unknown", "not recorded", "not stated", "none", "n a", "na", "null", "blank", "unspecified", "not specified", "not applicable"}

// settingNamed reports whether a text is a word for a kind of place and nothing else.
func settingNamed(text string) bool {
	n := plainColumn(text)
	return slices.ContainsFunc(settingNames, func(s struct {
		setting hotspot.Setting
		words   []string
	}) bool {
		return slices.Contains(s.words, n)
	})
}

// settingWords finds the kind of place in a text: by our own id, by the text as a whole,
// else by the longest known words in it; known is false where there are none.
func settingWords(text string) (s hotspot.Setting, known bool) {
	if s, ok := hotspot.ParseSetting(text); ok {
		return s, true
	}
	n := plainColumn(text)
	if n == "" || slices.Contains(nothingSaid, n) {
		return hotspot.SettingUnknown, true
	}
	longest := 0
	for _, names := range settingNames {
		for _, w := range names.words {
			if n == w {
				return names.setting, true
			}
			if len(w) > longest && strings.Contains(" "+n+" ", " "+w+" ") {
				s, longest = names.setting, len(w)
			}
		}
	}
	return s, longest > 0
}
