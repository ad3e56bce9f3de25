package data

// CrashForTest leaves a batch as a process that died would: its rows committed, its
// record not.
func CrashForTest(im *Import) {
	im.tx.Commit()
	im.tx = nil
}

// AuditedForTest is the audit record, oldest first, as "action what".
func AuditedForTest(s *Store) (out []string) {
	rows, err := s.read.Query(`SELECT action || ' ' || what FROM audit ORDER BY audit_id`)
	if err != nil {
		return nil
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if rows.Scan(&line) == nil {
			out = append(out, line)
		}
	}
	return out
}
