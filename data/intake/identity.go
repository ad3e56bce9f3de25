package intake

import (
	"regexp"
	"strings"
)

// person is a word for whom a record may be about.
const person = `(victim|offender|suspect|complainant|complainer|informant|caller|witness|aggrieved|person|subject|nominal|driver|owner|occupier|officer)`

// identity matches columns that hold who somebody is, after words.
var identity = regexp.MustCompile(`^(.* )?(` + strings.Join([]string{
	`(first|fore|middle|last|family|given|full|maiden|nick)? ?names?`, `(fore|first|last|sur|full|nick|user|f|l)names?`, `alias(es)?`, `aka`,
	`names? of .*`,
	`dob`, `d o b`, `date of birth`, `birth ?dates?`, `date birth`, `year of birth`, `birth year`, `yob`,
	`(tel|telephone|phone|mobile|contact)( no| number| tel| phone| details)`, `tel`, `telno`, `telephone`, `phone`, `mobile`,
	`e ?mails?( address)?`,
	`custody( no| number| ref| reference| record| id)?`, `nominal( id| ref| reference| no| number)?`,
	`nhs( no| number)?`, `pnc ?(id| no| number)?`, `cro( no| number)`, `ni (no|number)`, `nino`, `national insurance( no| number)?`,
	`passport( no| number)?`, `driving licence( no| number)?`,
	`(vehicle )?(registration|reg) (mark|no|number|plate)`, `vehicle reg(istration)?`, `vrm`, `vrn`, `number plate`,
	`(collar|shoulder|epaulette)( no| number)`, `ip address`, `(twitter|instagram|facebook|snapchat|tiktok|social media)( handle| id| account| profile)?`,
	`home address`, `next of kin`, `signature`,
}, "|") + `)( ` + person + `)?$`)

// somebody matches columns that are plainly a person and nothing else.
var somebody = regexp.MustCompile(`^((victim|offender|suspect|complainant|complainer|informant|caller|witness|aggrieved|detainee|prisoner|resident|tenant|occupier|keeper)( address)?|arrested person|reporting person|person reporting|reportee)$`)

// places matches names that are not of people: what stands before "name" says so.
var places = regexp.MustCompile(`(^| )(lsoa|msoa|oa|wd|ward|street|road|place|borough|area|site|premises|venue|location|district|beat|sector|force|lad|la|csp|bcu|lpu|lpa|station|stop|town|city|village|parish|county|region|country|` +
	`neighbourhood|locality|constituency|division|zone|park|square|court|bridge|junction|estate|building|house|block|centre|landmark|pub|shop|store|school|business|company|organisation|agency|authority|council|team|unit|` +
	`category|type|class|group|offence|crime|outcome|status|event|operation|file|source|dataset|layer|field|column|system|hotspot|order) names?$|` +
	`^names? of (the )?(street|road|place|ward|borough|area|site|premises|venue|location|station|town|park|estate|building|pub|shop|school|business|event|operation|offence|crime)$`)

// camel finds where a new word begins inside one, as in victimName and PNCId.
var camel = regexp.MustCompile(`([a-z])([A-Z])|([A-Z])([A-Z][a-z])`)

// words is a column's name in lower-case letters and single spaces.
func words(col string) string {
	col = camel.ReplaceAllString(col, "$1$3 $2$4")
	return strings.Join(strings.FieldsFunc(strings.ToLower(col), func(r rune) bool { return !(r >= 'a' && r <= 'z') }), " ")
}

// identities lists the columns that look like identities and were not dropped.
func identities(header, dropped []string) []string {
	var out []string
	for _, col := range header {
		n := words(col)
		if (identity.MatchString(n) && !places.MatchString(n) || somebody.MatchString(n)) && indexFold(dropped, col) < 0 {
			out = append(out, col)
		}
	}
	return out
}
