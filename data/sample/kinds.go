package sample

// kind is one category of the borough's everyday incidents, the planted ones apart.
type kind struct {
	category string
	perMonth float64
	council  float64 // share reported to the council
	online   float64 // share reported online
	spread   float64 // share whose time is an interval
	dayOnly  float64 // share of which only the date is known
	night    bool    // its intervals run overnight; else through the working day
	labels   []label
	settings []share
	hours    string // weights of the hours from 00, one digit or letter each (a = 10 ...)
	days     [7]float64
	season   [12]float64 // January first
}

// label is what a source calls a finer kind.
type label struct {
	raw     string
	weight  float64
	tags    string
	setting string // where it always happens, else as its kind
}

type share struct {
	setting string
	weight  float64
}

var (
	evenDays   = [7]float64{1, 1, 1, 1, 1.05, 1.05, 0.95}
	weekendy   = [7]float64{0.85, 0.85, 0.85, 0.9, 1.2, 1.5, 1.1}
	workdays   = [7]float64{1.1, 1.1, 1.1, 1.1, 1.1, 1, 0.6}
	evenYear   = [12]float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	summer     = [12]float64{.82, .84, .92, 1.02, 1.1, 1.16, 1.2, 1.16, 1.05, 1, .92, .82}
	winter     = [12]float64{1.15, 1.1, 1, .92, .88, .85, .85, .9, .98, 1.08, 1.18, 1.12}
	outOfDoors = []share{{"street", 66}, {"open-space", 8}, {"transport", 5}, {"retail", 6}, {"licensed", 3}, {"other", 7}, {"", 5}}
)

const (
	evening   = "432111112233445556789876"
	lateNight = "986421111122233345678aba"
	daytime   = "111111124679aaa998765321"
	workHours = "111112356778889aa9776432"
)

// noFineLabel is the catch-all that hides what happened; it is laid over the other
// labels of anti-social behaviour last, to the share that catchAllShare says.
const (
	noFineLabel   = "Inconsiderate behaviour"
	catchAllShare = 0.31
)

func kinds() []kind {
	return []kind{
		{category: "violence-and-sexual-offences", perMonth: 236, online: 0.03, spread: 0.05, hours: evening, days: weekendy, season: summer,
			settings: []share{{"street", 58}, {"dwelling", 17}, {"licensed", 6}, {"open-space", 5}, {"retail", 4}, {"transport", 3}, {"other", 5}, {"", 2}},
			labels: []label{
				{raw: "Violence without injury", weight: 34}, {raw: "Violence with injury", weight: 22},
				{raw: "Domestic violence", weight: 21, tags: "domestic", setting: "dwelling"},
				{raw: "Domestic violence with injury", weight: 9, tags: "domestic", setting: "dwelling"},
				{raw: "Assault on an emergency worker", weight: 4}, {raw: "Knife-enabled assault", weight: 3, tags: "knife"},
				{raw: "Sexual offence", weight: 7},
			}},
		{category: "anti-social-behaviour", perMonth: 169, council: 0.42, online: 0.30, dayOnly: 0.06, hours: evening, days: weekendy, season: summer, settings: outOfDoors,
			labels: []label{
				{raw: "Rowdy behaviour", weight: 38}, {raw: "Youths gathering", weight: 17}, {raw: "Noise", weight: 13},
				{raw: "Vehicle nuisance", weight: 11}, {raw: "Begging", weight: 7}, {raw: "Street drinking", weight: 6, tags: "alcohol"},
				{raw: "Nuisance motorcycles", weight: 4, tags: "motorcycle"}, {raw: "Urination or spitting", weight: 4},
			}},
		{category: "vehicle-crime", perMonth: 64, online: 0.35, spread: 0.6, night: true, hours: lateNight, days: evenDays, season: evenYear,
			settings: []share{{"street", 82}, {"other", 12}, {"", 6}},
			labels: []label{
				{raw: "Theft from vehicle", weight: 58}, {raw: "Theft of vehicle", weight: 28},
				{raw: "Moped theft", weight: 7, tags: "moped"}, {raw: "Interfering with a vehicle", weight: 7},
			}},
		{category: "criminal-damage-and-arson", perMonth: 60, council: 0.06, online: 0.28, spread: 0.5, night: true, hours: lateNight, days: weekendy, season: evenYear,
			settings: []share{{"street", 48}, {"dwelling", 28}, {"open-space", 6}, {"transport", 4}, {"other", 10}, {"", 4}},
			labels: []label{
				{raw: "Damage to a vehicle", weight: 46}, {raw: "Damage to a building", weight: 30},
				{raw: "Graffiti", weight: 17}, {raw: "Arson", weight: 7},
			}},
		{category: "burglary", perMonth: 41, spread: 0.78, hours: workHours, days: evenDays, season: winter,
			settings: []share{{"dwelling", 1}},
			labels:   []label{{raw: "Domestic burglary", weight: 72}, {raw: "Business burglary", weight: 28, setting: "other"}}},
		{category: "other-theft", perMonth: 48, online: 0.40, spread: 0.35, hours: daytime, days: evenDays, season: evenYear,
			settings: []share{{"street", 36}, {"retail", 10}, {"licensed", 12}, {"dwelling", 12}, {"transport", 6}, {"other", 16}, {"", 8}},
			labels:   []label{{raw: "Theft of other property", weight: 74}, {raw: "Theft of a bag", weight: 14}, {raw: "Making off without payment", weight: 12, setting: "other"}}},
		{category: "public-order", perMonth: 38, online: 0.08, hours: evening, days: weekendy, season: summer, settings: outOfDoors,
			labels: []label{{raw: "Fear or alarm", weight: 70}, {raw: "Drunk and disorderly", weight: 22, tags: "alcohol"}, {raw: "Affray", weight: 8}}},
		{category: "shoplifting", perMonth: 26, online: 0.30, hours: daytime, days: workdays, season: evenYear,
			settings: []share{{"retail", 1}}, labels: []label{{raw: "Shop theft", weight: 1}}},
		{category: "theft-from-the-person", perMonth: 13, hours: daytime, days: weekendy, season: evenYear,
			settings: []share{{"street", 60}, {"transport", 20}, {"retail", 14}, {"", 6}},
			labels:   []label{{raw: "Pickpocketing", weight: 55}, {raw: "Phone snatch", weight: 45, tags: "phone"}}},
		{category: "bicycle-theft", perMonth: 9, online: 0.45, spread: 0.7, hours: workHours, days: evenDays, season: summer,
			settings: []share{{"street", 60}, {"dwelling", 25}, {"other", 15}}, labels: []label{{raw: "Cycle theft", weight: 1}}},
		{category: "robbery", perMonth: 8, hours: evening, days: evenDays, season: evenYear,
			settings: []share{{"street", 78}, {"open-space", 8}, {"transport", 6}, {"retail", 8}},
			labels:   []label{{raw: "Personal robbery", weight: 54}, {raw: "Phone robbery", weight: 34, tags: "phone"}, {raw: "Robbery with a knife", weight: 12, tags: "knife"}}},
		{category: "other-crime", perMonth: 11, hours: daytime, days: evenDays, season: evenYear,
			settings: []share{{"other", 60}, {"", 40}}, labels: []label{{raw: "Other offence", weight: 1}}},
		{category: "drugs", perMonth: 21, hours: evening, days: evenDays, season: evenYear,
			settings: []share{{"street", 80}, {"open-space", 12}, {"other", 8}},
			labels:   []label{{raw: "Possession of cannabis", weight: 66}, {raw: "Possession of other drugs", weight: 22}, {raw: "Supply of drugs", weight: 12}}},
		{category: "possession-of-weapons", perMonth: 5.5, hours: evening, days: evenDays, season: evenYear,
			settings: []share{{"street", 1}}, labels: []label{{raw: "Possession of a knife", weight: 70, tags: "knife"}, {raw: "Possession of another weapon", weight: 30}}},
		{category: "stop-and-search", perMonth: 33, hours: evening, days: evenDays, season: evenYear,
			settings: []share{{"street", 88}, {"open-space", 12}},
			labels:   []label{{raw: "Person search", weight: 78}, {raw: "Vehicle search", weight: 9}, {raw: "Person and vehicle search", weight: 13}}},
	}
}

// shed is the kind that counts as burglary from 1 April 2025. Its number is not a
// matter of chance: see countSheds.
var shed = kind{category: "burglary", spread: 0.9, night: true, hours: lateNight, days: evenDays, season: winter,
	settings: []share{{"dwelling", 1}}, labels: []label{{raw: "Burglary of a shed or garage", weight: 1}}}

// shedRise is what the change of counting adds to burglary.
const shedRise = 0.35

var shedsCount = at(2025, 4, 1, 0, 0)
