package intake_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"hexbeat/data/intake"
)

// Columns about people are refused however they are written; names of places are not.
func TestIdentityColumns(t *testing.T) {
	s := store(t)
	for want, columns := range map[bool]string{
		true: "name;Name 1;NAMES;victim_name;VictimName;victimName;Forename;FirstName;fname;surname2;Full Name (victim);Name of victim;Nickname;Caller Name;officer name;Site contact name;" +
			"DOB;D.O.B.;Date of Birth;DateOfBirth;birthdate;Offender DOB;phone;Phone 2;PhoneNumber;Tel no;Mobile Number;Contact number;e-mail;EmailAddress;custody_no;CustodyRef;Custody record;" +
			"PNCID;PNC ID;PNCId;NHS number;NI Number;NINO;NominalID;Passport;Victim;Suspect",
		false: "Ward Name;WardName;ward_name;WD22NM;LSOA name;Street Name;StreetName;Nearest street name;Name of street;Location Name;Premises name;Venue Name;Bus stop name;Pub name;Shop name;School name;" +
			"Local Authority Name;LA name;Police Station Name;Neighbourhood name;Team name;Offence Name;Event name;Reported by;Falls within;Context;Age band;Custody suite;Telegraph Hill;Filename",
	} {
		for col := range strings.SplitSeq(columns, ";") {
			file := write(t, "i.csv", []byte("occurred,category,"+col+"\n2024-01-01,Burglary,x\n"))
			_, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{DryRun: true})
			if got := errors.Is(err, intake.ErrIdentity); got != want || err != nil && !got {
				t.Errorf("column %q: refused %v, want %v (%v)", col, got, want, err)
			}
		}
	}
}

// In a broken line nobody can say which cell is which, so where a column is stripped
// the rejects file repeats none of it.
func TestBrokenLinesKeepPeopleOut(t *testing.T) {
	file := write(t, "people.csv", []byte("Surname,occurred,category,address\n"+
		"Secretname,2024-01-01,Burglary,1 High Street\n"+
		"Secretname,2024-01-01,Burglary,\"Ann\"ex\n"+
		"x,2024-01-01,Burglary,High Street, Secretname\n"))
	rep, err := intake.Incidents(t.Context(), store(t), owner, []string{file}, intake.Options{DropColumns: []string{"Surname"}})
	if err != nil || rep.Rejected != 2 {
		t.Fatalf("%+v, %v", rep, err)
	}
	kept, err := os.ReadFile(rep.RejectsFile)
	if err != nil || strings.Contains(string(kept), "Secretname") {
		t.Errorf("the rejects file holds what was to be dropped: %v\n%s", err, kept)
	}
}

// A spreadsheet opens the rejects file: nothing in it may run.
func TestRejectsDoNotRun(t *testing.T) {
	file := write(t, "i.csv", []byte("location,occurred,category\n=HYPERLINK(1),@never,Burglary\n,2024-01-01,Burglary\n"))
	rep, err := intake.Incidents(t.Context(), store(t), owner, []string{file}, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(rep.RejectsFile)
	if err != nil || strings.Contains(string(kept), ",=") || strings.Contains(string(kept), ",@") || !strings.Contains(string(kept), ",'=HYPERLINK(1)") {
		t.Errorf("%v\n%s", err, kept)
	}
}

// An import that a later table stops keeps no rejects of the first.
func TestStoppedImportLeavesNoFile(t *testing.T) {
	s := store(t)
	file := write(t, "two.zip", zipped("1.csv", "occurred,category\nnever,Burglary\n2024-01-01,Burglary\n", "2.csv", "nothing\n"))
	if _, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{}); !errors.Is(err, intake.ErrFile) {
		t.Fatalf("got %v, want ErrFile", err)
	}
	if left, _ := os.ReadDir(s.Dir() + "/rejects"); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}
