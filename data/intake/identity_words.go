package intake

import "strings"

// placeWords are words that the names of streets, buildings and shops end in, or hold.
var placeWords = wordSet(`road street lane avenue close drive way court crescent gardens garden grove place square terrace hill park green row walk mews parade rise
	view yard wharf quay quays bridge gate gates end cross corner circus broadway embankment bank banks side path passage alley arcade market hall house houses lodge
	tower towers heights estate flats centre center mall plaza station stop depot terminal school college academy nursery university hospital surgery clinic pharmacy chemist church
	chapel cathedral mosque temple synagogue priory abbey museum gallery theatre cinema library pub inn arms tavern bar club hotel hostel cafe restaurant kitchen grill
	pizza chicken kebab fish chips shop shops store stores supermarket express local news newsagents barbers barber salon nails bakery butchers florist
	garage motors tyres wood woods common heath field fields meadow meadows farm playground stadium ground grounds arena dock docks island lock canal river lake pond
	bay beach pier north south east west upper lower central town city village borough ward parish county london england world hq services limited ltd plc llp company group rd st ave ln dr ct sq`)

// forenames are common ones of the last ninety years in Britain, those left out that
// streets, stations and pubs are as often called by (Victoria, Charlotte, George, Albert).
// They tell a column of names, never a single value.
var forenames = wordSet(`aaron abdul abdullah abigail adam adrian ahmed aidan aisha alan alastair alex alexandra ali alice alison amanda amber amelia amir amy andrea andrew angela anita ann anna anne
	annette anthony antonia arthur ashley audrey barbara barry beatrice ben benjamin bernard beth bethany beverley brenda brian bridget bryan callum cameron carl carly carol caroline
	catherine chantelle cheryl chloe chris christina christine christopher claire clare clive colin connor craig daisy daniel danielle darren dave david dawn dean deborah debra
	denise dennis derek diana diane dominic donald donna doreen dorothy duncan edith eileen elaine eleanor elizabeth ellen ellie emily emma eric erin ethan eva evelyn evie fatima fiona
	frances francesca frank fred freya gareth gary gavin gemma geoffrey geraldine gillian glenn gordon grace graeme graham gregory hannah harriet harry hassan hayley heather
	helen holly howard hugh hussain ian ibrahim imran irene isabella isla jack jackie jacqueline jade jake james jamie jane janet janice jason jasmine jayne jean jeff jeffrey
	jennifer jenny jeremy jessica jill joan joanna joanne joe joel john jonathan jordan joseph josh joshua joyce judith julia julian julie june karen karl kate katherine kathleen kathryn katie kayleigh keith
	kelly kenneth kerry kevin khadija kieran kim kirsty kyle laura lauren leah leanne lee leo leon lesley lewis liam linda lindsay lisa lorraine louise lucas lucy luke lynn malcolm
	marc marcus margaret maria marian marie marilyn mark martin mary mason matthew maureen maxine megan melanie melissa michael michelle mike millie mohamed mohammad mohammed molly muhammad muhammed
	naomi natalie natasha nathan neil nicholas nicola nicole nigel noah norman oliver olivia omar oscar owen pamela patricia patrick paul paula pauline penelope peter philip phillip poppy priya
	rachael rachel ralph raymond rebecca reece rhys richard rita robert robin roger ronald rosemary ross roy russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean shane shannon sharon shaun
	sheila shirley simon sophia sophie stacey stanley stella stephanie stephen steve steven stuart susan suzanne sylvia tara teresa terence theresa thomas tim timothy tina toby tom tony tracey tracy trevor
	valerie vanessa veronica vincent wayne wendy yasmin yusuf yvonne zara zoe`)

func wordSet(s string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		out[w] = true
	}
	return out
}

func placeWord(w string) bool {
	return placeWords[strings.ToLower(strings.Trim(w, ".,()"))]
}

func forename(w string) bool { return forenames[strings.ToLower(strings.TrimSuffix(w, "."))] }
