package town

import (
	"math/rand/v2"
	"strings"
)

// namer makes street names, each used once. The words are trades, birds, plants,
// boats and stones; none is a person's name.
type namer struct {
	rng  *rand.Rand
	used map[string]bool
}

// words by ward, in the order of Wards.
var words = [...]string{
	"Barley Wheat Malt Miller Baker Cooper Chandler Saddler Draper Glover Mercer Weaver Fuller Dyer Hop Sack Wool Butter Cheese Pepper Salter Tinker Tallow Candle Needle Thimble Buckle Bell Drum Guild Toll Cross Well Pump Tithe Oat Rye Bushel Peck Scale",
	"Lantern Anchor Beacon Harbour Compass Capstan Ballast Binnacle Keel Rudder Bowsprit Spinnaker Topsail Mizzen Jib Halyard Cutter Lugger Smack Ketch Sloop Brig Clipper Packet Pilot Mariner Tide Ebb Slack Quarter Windlass Bollard Hawser Cable Caulker Shipwright Sailmaker Tar Pitch Oakum",
	"Castle Ditch Moat Keep Tower Rampart Bailey Portcullis Turret Drawbridge Barbican Garrison Armoury Archer Longbow Arrow Quiver Fletcher Shield Lance Banner Herald Pennant Gauntlet Falcon Griffin Dragon Unicorn Stag Hart Bugle Postern Palisade Sentry Warden Muster Crown Sceptre Orb Mace",
	"Rope Hemp Flax Jute Sisal Twine Cordage Spinner Hackle Strand Hitch Bowline Clove Reef Sheepshank Splice Marline Bobbin Shuttle Spindle Loom Teasel Thread Tassel Lace Net Mesh Cork Creel Trawl Drift Oyster Cockle Mussel Whelk Shrimp Herring Sprat Pilchard Mackerel",
	"Swan Cygnet Willow Osier Withy Sedge Reed Rush Alder Iris Kingcup Lily Kingfisher Dipper Wagtail Moorhen Coot Mallard Teal Pintail Wigeon Gadwall Otter Minnow Perch Roach Tench Bream Pike Eel Elver Ferry Punt Wherry Barge Lock Sluice Weir Ford Mill",
	"Curlew Whimbrel Godwit Knot Dunlin Sanderling Turnstone Redshank Greenshank Avocet Oystercatcher Lapwing Snipe Woodcock Bittern Egret Spoonbill Crane Stork Tern Gull Kittiwake Fulmar Petrel Gannet Cormorant Skua Razorbill Puffin Guillemot Auk Linnet Siskin Brambling Bunting Pipit Skylark Wheatear Whinchat",
	"Plover Dotterel Kestrel Merlin Hobby Buzzard Harrier Osprey Swift Swallow Nightjar Cuckoo Thrush Redwing Fieldfare Ouzel Starling Finch Goldfinch Greenfinch Chaffinch Bullfinch Goldcrest Firecrest Nuthatch Treecreeper Jay Magpie Jackdaw Rook Chough Raven Dove Quail Partridge Pheasant Grouse Nightingale Blackcap",
	"Saltings Samphire Glasswort Seablite Purslane Thrift Tamarisk Marram Cordgrass Lavender Lyme Campion Scurvygrass Spurrey Orache Sandwort Milkwort Stonecrop Creek Marsh Sluiceway Seawall Causeway Staithe Saltern Pan Mudflat Shingle Spit Estuary Haven Hythe Slip Groyne Kelp Dulse Carrageen Dyke Fen",
	"Gasworks Retort Furnace Foundry Forge Anvil Hammer Boiler Piston Turbine Engine Flywheel Cog Ratchet Lathe Rivet Copper Brass Zinc Nickel Cobalt Iron Coal Coke Tramway Siding Signal Points Turntable Depot Wagon Carriage Sidings Crucible Kiln Brick Tile Slate Lime Cement",
	"Heron Reedmace Bulrush Marigold Meadowsweet Loosestrife Comfrey Fritillary Orchid Cowslip Primrose Violet Foxglove Bluebell Snowdrop Crocus Daffodil Buttercup Daisy Clover Vetch Yarrow Tansy Sorrel Chicory Teazel Burdock Mallow Campanula Harebell Speedwell Eyebright Selfheal Betony Bugloss Scabious Knapweed Agrimony Dogrose Honeysuckle",
	"Marine Pebble Coral Pearl Seashell Sandpiper Dolphin Porpoise Seal Starfish Urchin Anemone Limpet Periwinkle Scallop Winkle Lobster Crab Prawn Seahorse Breaker Surf Spray Foam Billow Breeze Zephyr Gale Squall Fathom League Horizon Promenade Pavilion Bandstand Pier Jetty Mole Breakwater Lighthouse",
	"Windmill Downland Furrow Harrow Plough Sickle Scythe Harvest Gleaner Thresher Chalk Flint Juniper Bramble Hawthorn Blackthorn Hazel Elder Rowan Whitebeam Maple Beech Hornbeam Larch Lime Poplar Aspen Chestnut Walnut Medlar Quince Orchard Paddock Meadow Pasture Hedgerow Stile Drover Sheepfold Shepherd",
}

var endings = map[Class][]string{
	Tertiary:    {"Road", "Road", "Street", "Way"},
	Residential: {"Street", "Road", "Avenue", "Lane", "Row", "Terrace", "Gardens", "Grove", "Walk", "Place", "Drive", "Hill", "Rise", "Green", "Villas"},
	Service:     {"Mews", "Yard", "Passage", "Alley", "Back Lane"},
	Steps:       {"Close", "Court", "Close", "Nook", "End"}, // Steps stands for a dead end here
}

// next makes an unused name in a ward's own words.
func (n *namer) next(ward int, class Class, curved bool) string {
	list := strings.Fields(words[ward])
	ends := endings[class]
	if curved {
		ends = append([]string{"Crescent", "Bow"}, ends...)
	}
	for try := 0; ; try++ {
		if try > 60 { // the ward's own words are used up: borrow the neighbours'
			list = strings.Fields(words[(ward+try)%len(words)])
		}
		name := list[n.rng.IntN(len(list))] + " " + ends[n.rng.IntN(len(ends))]
		if !n.used[name] {
			n.used[name] = true
			return name
		}
		if try > 400 {
			ends = []string{"Court", "Garth", "Croft", "Fold", "Dene", "Leys", "Acre", "Mead"}
		}
	}
}
