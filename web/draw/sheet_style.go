package draw

// SheetStyle is the stylesheet that SheetHTML carries when it is given no address,
// for a server that hands it out under one.
func SheetStyle() string { return sheetCSS }
