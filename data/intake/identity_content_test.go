package intake

import (
	"fmt"
	"strings"
	"testing"
)

// columnCases are columns by what stands in them: sixty and more that may come in, and
// sixty and more that may not. All people, numbers and addresses are invented; the
// telephone numbers are of the ranges kept free for fiction.
var columnCases = []struct {
	name    string
	refused bool
	values  string // parted by |
}{
	// Who somebody is.
	{"e-mail addresses", true, "a.smith@example.org|b@example.com|c.jones@example.co.uk"},
	{"one e-mail address in ten", true, "online|phone|a.smith@example.org|online|online|phone|online|online|online|online"},
	{"a single e-mail address", true, "someone@example.org"},
	{"e-mail with a plus", true, "a+b@example.org|c_d@example.org"},
	{"mobiles", true, "07700 900123|07700 900456|07700 900789"},
	{"mobiles in one run", true, "07700900123|07700900456|07700900089"},
	{"mobiles in the other form", true, "+447700900123|+44 7700 900456"},
	{"mobiles with 0044", true, "0044 7700 900123|00447700900456"},
	{"landlines", true, "020 7946 0123|0117 496 0456|01632 960789"},
	{"landlines in brackets", true, "(020) 7946 0123|(01632) 960123"},
	{"landlines with +44 (0)", true, "+44 (0)20 7946 0123|+44 (0)1632 960123"},
	{"landlines in one run", true, "02079460123|01632960789|01174960456|02079460001|01632960111"},
	{"numbers with hyphens", true, "0161-496-0123|0161-496-0456"},
	{"numbers in some rows", true, "|||||07700 900123|||07700 900456|"},
	{"National Insurance numbers", true, "QQ 12 34 56 C|AB 12 34 56 D"},
	{"National Insurance numbers in one run", true, "AB123456C|CE654321A|JT111222B"},
	{"National Insurance numbers, small", true, "ab123456c|ce654321a"},
	{"NHS numbers", true, "943 476 5919|401 023 2137|943 476 5870|485 777 3457|450 557 7104"},
	{"NHS numbers in one run", true, "9434765919|4010232137|9434765870|4505577104|4857773457"},
	{"dates of birth", true, "01/02/1961|14/07/1987|30/11/1999|05/05/1975|22/09/1954|09/01/2003|17/06/1968"},
	{"dates of birth, ISO", true, "1961-02-01|1987-07-14|1999-11-30|1975-05-05|1954-09-22|2003-01-09"},
	{"dates of birth with a database's midnight", true, "01/02/1961 00:00:00|14/07/1987 00:00:00|30/11/1999 00:00:00|05/05/1975 00:00:00|22/09/1954 00:00:00"},
	{"dates of birth in words", true, "1 Feb 1961|14 Jul 1987|30 Nov 1999|5 May 1975|22 Sep 1954"},
	{"dates of birth, some blank", true, "01/02/1961||30/11/1999|05/05/1975|22/09/1954||17/06/1968"},
	{"dates of birth of all ages", true, "01/02/1931|14/07/1947|30/11/1989|05/05/2010|22/09/1984|09/01/2012"},
	{"Mr and Mrs", true, "Mr J Smith|Mrs A Jones|Ms Patel"},
	{"Mr in capitals", true, "MR SMITH|MRS JONES|MISS PATEL"},
	{"Mr with a full stop", true, "Mr. John Smith|Mrs. Ann Jones"},
	{"titles in some rows", true, "Mr J Smith|anonymous|anonymous|Mrs A Jones|anonymous"},
	{"Mx and Dr", true, "Mx A Brown|Dr S Khan"},
	{"Dr Jones", true, "Dr Jones|Dr Khan|Prof Evans"},
	{"Reverend", true, "Rev A Green|Revd B White"},
	{"councillors", true, "Cllr Jones|Cllr Patel|Councillor Brown"},
	{"officers with collar numbers", true, "PC 1234 Smith|PC 5678 Jones|PCSO 9012 Patel"},
	{"officers", true, "PC Smith|DC Jones|Sgt Brown"},
	{"Sir Somebody", true, "Sir John Smith|Dame Ann Jones"},
	{"Miss O'Neill", true, "Miss O'Neill|Mr D'Souza|Mrs Smith-Jones"},
	{"forename and surname", true, "John Smith|Sarah Jones|David Patel|Karen Brown|Mohammed Khan"},
	{"surname, forename", true, "Smith, John|Jones, Sarah|Patel, David|Brown, Karen|Khan, Mohammed"},
	{"SURNAME, Forename", true, "SMITH, John|JONES, Sarah|PATEL, David|BROWN, Karen|KHAN, Mohammed"},
	{"in capitals", true, "JOHN SMITH|SARAH JONES|DAVID PATEL|KAREN BROWN|MOHAMMED KHAN"},
	{"with an initial", true, "John A Smith|Sarah B Jones|David C Patel|Karen D Brown|Ian E Khan"},
	{"surname, forename, initial", true, "Smith, John A|Jones, Sarah B|Patel, David C|Brown, Karen D|Khan, Ian E"},
	{"forenames alone", true, "John|Sarah|David|Karen|Mohammed|Susan"},
	{"double surnames", true, "John Smith-Jones|Sarah Brown-Patel|David O'Brien|Karen McDonald|Paul Evans"},
	{"half of them names", true, "John Smith|unknown person|Sarah Jones|the manager|David Patel|Karen Brown"},
	{"names and blanks", true, "John Smith||Sarah Jones||David Patel|Karen Brown|Ian Khan"},
	{"people who come again", true, "John Smith|John Smith|John Smith|Sarah Jones|Sarah Jones"},
	{"e-mail before all else", true, "John Smith|a@example.org|Mr Jones|x|y|z|q"},
	{"mixed contacts", true, "07700 900123|someone@example.org|none|none|020 7946 0123"},
	{"mobiles among landlines and none", true, "07700 900123|N/A|01632 960123|N/A"},
	{"numbers that fall and rise", true, "07700900456|07700900123|07700900789|07700900001|07700900654"},
	{"a tab inside a number", true, "07700\t900123|07700\t900456"},
	{"freephone", true, "0800 496 0123|0808 157 0456"},
	{"non-geographic", true, "0300 123 4567|0303 123 4568"},
	{"Sergeant in full", true, "Sergeant Brown|Inspector Green|Constable White"},
	{"Professor in full", true, "Professor Brown|Professor Green"},
	{"Master", true, "Master Smith|Master Jones"},
	{"names with accents", true, "Zoe Müller|Fiona Brûlé|Anna Nuñez|Sara Löwe|Marie Curé"},
	{"Mr and an initial run together", true, "Mr J.Smith|Mrs A.Jones"},
	{"dates of birth with dots", true, "01.02.1961|14.07.1987|30.11.1999|05.05.1975|22.09.1954"},
	{"an e-mail address behind blanks", true, "  someone@example.org |  x"},

	// Where and what, not who.
	{"streets", false, "On or near St John's Wood Road|On or near Mary Street|On or near King's Road|On or near George Street|On or near Albert Embankment"},
	{"St John's Wood", false, "St John's Wood|St Paul's|St Mary Axe|St James's|St Pancras"},
	{"streets called after people", false, "John Street|James Street|Mary Road|David Close|Margaret Avenue|Elizabeth Gardens"},
	{"streets with two forenames", false, "Peter Paul Close|Mary Ann Gardens|John Ruskin Street|John Wilson Street|James Voller Way"},
	{"stations", false, "Victoria|Charing Cross|London Bridge|King's Cross|St Pancras International"},
	{"parks", false, "Victoria Park|Margaret McMillan Park|Mary Datchelor Green|Jubilee Gardens|Myatt's Fields Park"},
	{"venues", false, "Marks & Spencer|WH Smith|John Lewis Store|Boots|Sainsbury's Local|Dorothy Perkins Shop"},
	{"pubs", false, "The George|The Prince Albert|The Duke of York|William IV|The Queen Victoria|The Lord Nelson"},
	{"museums", false, "Sir John Soane's Museum|Dr Johnson's House|Dickens Museum|William Morris Gallery|Horniman Museum"},
	{"Lord and Lady streets", false, "Lady Margaret Road|Lord Street|Lady Somerset Road|Lord Napier Place|Lady Bay Road"},
	{"Dr for Drive", false, "Barker Dr|Oak Dr|King Dr|Park Dr|Elm Dr"},
	{"Miss Selfridge", false, "Miss Selfridge|Next|Primark|Topshop|River Island|H&M"},
	{"Mr Fish", false, "Mr Fish Chip Shop|Mrs Beeton's Kitchen|Dr Martens Store|Miss Muffet Nursery|Mr Simms Sweet Shop"},
	{"PC World", false, "PC World|Currys|Argos|PC World|Halfords"},
	{"wards", false, "Cheap|Bishopsgate|Aldersgate|Cordwainer|Farringdon Within"},
	{"wards after saints and people", false, "St Dunstan's|Catherine Hill|Evelyn|Lee Green|Grove Park|Ladywell|Crofton Park"},
	{"LSOA names", false, "City of London 001A|Lewisham 012B|Kingston upon Thames 003C|Barking 011D|Camden 025A"},
	{"LSOA codes", false, "E01000001|E01032739|E01004736|E01000002|E01000005"},
	{"towns", false, "Ashley|Kimberley|Lynn|Stanley|Lincoln"},
	{"crime types", false, "Burglary|Robbery|Drugs|Anti-social behaviour|Vehicle crime"},
	{"offences", false, "Theft from the person|Assault without injury|Criminal damage to dwellings|Public order|Harassment"},
	{"outcomes", false, "Under investigation|Investigation complete; no suspect identified|Unable to prosecute suspect|Awaiting court outcome|Local resolution"},
	{"forces", false, "City of London Police|Metropolitan Police Service|Northumbria Police|Kent Police|Surrey Police"},
	{"crime ids", false, "a1f0c0de5ab3f0c8f3a5c2d1|b7d9e1c3a5f7092b4d6e8f10|c2e4f6a8b0d1e3f5a7b9c1d3|d0|e1"},
	{"serial numbers with a nought", false, "01632960001|01632960002|01632960003|01632960004|01632960005|01632960006"},
	{"references", false, "AB/0310|AB/0311|AB/0312|AB/0313|AB/0314"},
	{"references of letters and figures", false, "CR123456|CR123457|CR123458|CR123459|CR123460"},
	{"references that end in a letter", false, "AB12345C|AB12346C|AB12347C"},
	{"CAD numbers", false, "CAD 1234/01JUN19|CAD 5678/01JUN19|CAD 9012/02JUN19"},
	{"eight figures", false, "75265998|75266846|75266901|75267002|75267114"},
	{"ten figures", false, "1234567890|1234567891|1234567892|1234567893|1234567894|1234567895"},
	{"ten figures at random", false, "4010232131|9434765912|9876544323|4505577105|1234567894"},
	{"UPRNs", false, "100023336956|200000123456|10090123456|5300012345|100021234567"},
	{"USRNs", false, "20600541|8400001|8401234|20401122|20400871"},
	{"postcodes", false, "EC1A 1BB|SW1A 1AA|M1 1AE|B33 8TH|CR2 6XH"},
	{"eastings", false, "530076.239|529502.201|531000|532300|533000"},
	{"longitudes", false, "-0.126199|-0.134005|-0.1|-0.09|0.05"},
	{"grid references", false, "TQ 3280 8130|TQ 3281 8131|TQ 3282 8132"},
	{"dates of this year", false, "01/06/2019|02/06/2019|03/06/2019|14/06/2019|30/06/2019"},
	{"dates of a decade ago", false, "01/06/2011|02/03/2012|03/06/2013|14/06/2012|30/06/2011|01/01/2010"},
	{"dates over twenty years", false, "01/06/2001|02/03/2004|03/06/2007|14/06/2011|30/06/2014|01/01/2018"},
	{"months", false, "2019-05|2019-06|2019-07|2018-01|2017-02"},
	{"date-times", false, "1961-02-01 14:05|1987-07-14 13:00|1999-11-30 01:02|1975-05-05 05:05|1954-09-22 23:00"},
	{"years", false, "1961|1987|1999|1975|1954"},
	{"when buildings were built", false, "1890|1905|1936|1972|2004"},
	{"times", false, "14:05|13:00|01:02|05:05|23:00"},
	{"yes and no", false, "Yes|No|Yes|No|No"},
	{"age bands", false, "18-24|25-34|over 34|10-17|18-24"},
	{"sex", false, "Male|Female|Female|Male|Other"},
	{"categories in small letters", false, "fly-tipping|dog mess|graffiti|noise|abandoned vehicles"},
	{"amounts", false, "£120.00|£90.50|£1,200.00|£15|£20"},
	{"counts", false, "1|2|3|4|5"},
	{"web addresses", false, "https://example.org/a|https://example.org/b|www.example.org"},
	{"an @ that is no address", false, "Corner @ High Street|Bus stop @ Church|5 items @ 20p"},
	{"vehicles", false, "Ford Fiesta|Vauxhall Corsa|Honda PCX|Yamaha NMAX|BMW"},
	{"bus stops", false, "Stop A|Stop B|Stop John Wilson Street|Stop R|Stop Q"},
	{"schools", false, "St Mary's Primary School|Thomas Tallis School|John Ball Primary School|Sir Francis Drake Primary School|Haberdashers' Academy"},
	{"estates", false, "Thomas Burt House|John Humphries House|Kelvin Court|Mary Green House|Ellen Wilkinson House"},
	{"teams", false, "Team A|North team|Safer Neighbourhood Team|Roads Policing|Response"},
	{"weather", false, "Fine without high winds|Raining|Fog|Snow|Other"},
	{"blank", false, "|||"},
	{"words for nothing", false, "N/A|Unknown|NULL|-|None"},
	{"one forename among places", false, "High Street|John|Church Lane|Market Place|Mill Road"},
	{"four values, two of them like names", false, "John Smith|Sarah Jones|High Street|Mill Road"},
	{"operations", false, "Operation Harbour Light|Operation Winter Nights|Op Luscombe|Operation Kestrel|Operation Robin"},
	{"Premier Inn and the like", false, "Premier Inn|Holiday Inn Express|Ashley Hotel|Kelly Arms|Ross Tavern|Russell Hotel"},
}

func TestContentIdentities(t *testing.T) {
	counts := map[bool]int{}
	for _, c := range columnCases {
		counts[c.refused]++
		var rows [][]string
		for v := range strings.SplitSeq(c.values, "|") {
			rows = append(rows, []string{v})
		}
		never := func(int) bool { return false }
		got := contentIdentities([]string{"column"}, rows, never, never)
		if refused := len(got) > 0; refused != c.refused {
			t.Errorf("%s: refused %v, want %v", c.name, refused, c.refused)
		}
	}
	if counts[true] < 60 || counts[false] < 60 {
		t.Errorf("%d refused and %d accepted cases, want 60 each", counts[true], counts[false])
	}
}

// Dates of what happened are never dates of birth, and a column that is not looked at is
// not refused.
func TestEventDatesAndSkipped(t *testing.T) {
	var rows [][]string
	for y := range 30 {
		rows = append(rows, []string{fmt.Sprintf("01/02/%d", 1950+y), "someone@example.org"})
	}
	yes, no := func(i int) bool { return i == 0 }, func(i int) bool { return i == 1 }
	if got := contentIdentities([]string{"when", "who"}, rows, yes, no); len(got) != 0 {
		t.Errorf("refused %v", got)
	}
	if got := contentIdentities([]string{"when", "who"}, rows, func(int) bool { return false }, func(int) bool { return false }); len(got) != 2 {
		t.Errorf("refused %v, want both", got)
	}
}

// What a text tells inside it, and what it does not.
func TestPersonal(t *testing.T) {
	for text, want := range map[string]bool{
		"outside the shop, call 07700 900123":       true,
		"e-mail someone@example.org for the key":    true,
		"Mr Smith saw it":                           true,
		"reported by Mrs A Jones of number 4":       true,
		"MISS PATEL, flat 2":                        true,
		"male dob 01/02/1990":                       true,
		"suspect born 1990":                         true,
		"14/07/1987":                                true,
		"NI no QQ 12 34 56 C":                       false, // QQ is never issued
		"NI no AB 12 34 56 C":                       true,
		"ring +44 (0)20 7946 0123":                  true,
		"ring 020 7946 0123 after six":              true,
		"On or near St John's Wood":                 false,
		"On or near Barker Drive":                   false,
		"Mr Fish Chip Shop, High Street":            false,
		"Miss Muffet Nursery":                       false,
		"Mrs Beeton's Kitchen":                      false,
		"Flat 3, 21 Fish Street":                    false,
		"12345678901234567890":                      false,
		"UPRN 100023336956":                         false,
		"CAD 1234 of 1 June":                        false,
		"Junction of A10 and A1214":                 false,
		"Sir John Soane's Museum":                   false,
		"Holborn":                                   false,
		"51.5074, -0.1278":                          false,
		"stop @ the market":                         false,
		"":                                          false,
		"Mr":                                        false,
		"the caller's number is (01632) 960123, ok": true,
	} {
		if got := personal(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// Prose is told from addresses and from labels.
func TestFreeText(t *testing.T) {
	for name, c := range map[string]struct {
		heading string
		values  []string
		want    bool
	}{
		"what callers said": {"column", []string{"Caller reports that a group of males are on the corner by the shop", "There has been shouting in the street for the past hour and it is getting worse", "A car was seen to drive over the green at speed and then into the car park"}, true},
		"short notes":       {"Notes", []string{"Seen by the gate", "Left in the road", "Gone on arrival, no trace of it"}, true},
		"short labels":      {"column", []string{"Seen by the gate", "Left in the road", "Gone on arrival"}, false},
		"addresses":         {"Address", []string{"Flat 3, 21 Fish Street, Corn Market, Wendmouth, WM1 2AB", "Flat 4, 23 Fish Street, Corn Market, Wendmouth, WM1 2AB", "1 High Street, Corn Market, Wendmouth, WM1 1AA"}, false},
		"outcomes":          {"column", []string{"Investigation complete; no suspect identified", "Investigation complete; no suspect identified", "Investigation complete; no suspect identified", "Unable to prosecute suspect"}, false},
		"the same sentence": {"column", []string{"This is only an approximation of where the crime happened", "This is only an approximation of where the crime happened", "This is only an approximation of where the crime happened"}, false},
		"streets":           {"Location", []string{"On or near Fish Street", "On or near The Broadway", "On or near the Old Wharf"}, false},
		"two rows":          {"Notes", []string{"Caller reports that a group of males are on the corner by the shop", "A car was seen to drive over the green"}, false},
	} {
		var rows [][]string
		for _, v := range c.values {
			rows = append(rows, []string{v})
		}
		if got := len(freeText([]string{c.heading}, rows, -1, func(int) bool { return false })) > 0; got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func FuzzIdentity(f *testing.F) {
	for _, c := range columnCases {
		f.Add("column", c.values)
	}
	f.Add("Victim Name", "x")
	f.Fuzz(func(t *testing.T, heading, values string) {
		var rows [][]string
		for v := range strings.SplitSeq(values, "|") {
			rows = append(rows, []string{v})
			if tells(v) && !tells(v+" ") && likenessOf(v) != likenessOf(v+" ") {
				t.Fatalf("%q tells, and with a blank behind it does not", v)
			}
		}
		p := peopleIn([]string{heading}, rows, nil, nil)
		if len(p.named)+len(p.told)+len(p.texts) > 1 {
			t.Fatalf("one column is %+v", p)
		}
		if q := peopleIn([]string{heading}, rows, nil, []string{heading}); len(q.told)+len(q.named) > 0 {
			t.Fatalf("a dropped column is refused: %+v", q)
		}
	})
}

func BenchmarkPersonal(b *testing.B) {
	for b.Loop() {
		if personal("On or near Parking Area, Fish Street Arms") {
			b.Fatal()
		}
	}
}
