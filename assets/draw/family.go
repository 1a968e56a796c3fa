package main

// family is every icon, by file name. Strokes are 2 units wide with round ends, centred on whole or half units between 3 and
// 21, so that at 24, 20 and 16 pixels they keep the same weight.
var family = map[string]*pen{
	// The mark: a drum seen from above, and its beat going out to both sides.
	"logo": new(pen).dot(12, 12, 3.25).arc(12, 12, 6.25, -50, 50).arc(12, 12, 6.25, 130, 230).arc(12, 12, 10, -42, 42).arc(12, 12, 10, 138, 222),

	// Rail.
	"datasets": new(pen).box(4, 4, 16, 4.5, 1.5).box(4, 11.5, 16, 8.5, 1.5).line(8, 15.75, 16, 15.75),
	"review":   new(pen).box(3, 4, 18, 13, 3).line(8, 17, 8, 20.5, 12, 17).line(7.5, 9, 16.5, 9).line(7.5, 12.5, 13, 12.5),
	"timeline": new(pen).line(6, 3, 6, 21).dot(6, 7, 2.5).dot(6, 16, 2.5).line(12, 7, 20, 7).line(12, 16, 18, 16),
	"activity": new(pen).line(3, 12, 7, 12, 10, 4.5, 14.5, 19.5, 17, 12, 21, 12),
	"settings": new(pen).line(4, 7, 8, 7).circle(11, 7, 2.5).line(14, 7, 20, 7).line(4, 17, 10, 17).circle(13, 17, 2.5).line(16, 17, 20, 17),

	// Data types, named as core.DataType is.
	"calls":               new(pen).arc(12, 12, 8, 180, 360).box(3, 13, 4, 6, 1.5).box(17, 13, 4, 6, 1.5).line(4, 12, 4, 14).line(20, 12, 20, 14),
	"transcripts":         new(pen).box(4, 3, 16, 18, 2.5).line(8, 8, 16, 8).line(8, 12, 16, 12).line(8, 16, 12.5, 16),
	"users":               new(pen).circle(9.5, 8, 3.5).arc(9.5, 20, 6, 180, 360).arc(15.5, 8, 3.5, -70, 70).arc(15.5, 20, 6, 292, 360),
	"user-stats":          new(pen).line(4, 4, 4, 20, 20, 20).line(9, 16, 9, 12).line(13.5, 16, 13.5, 8).line(18, 16, 18, 5),
	"scorecards":          new(pen).box(5, 4.5, 14, 16.5, 2.5).plate(8.5, 2, 7, 5, 1.5).line(9, 11.5, 15, 11.5).line(9, 16, 13, 16),
	"answered-scorecards": new(pen).box(5, 4.5, 14, 16.5, 2.5).plate(8.5, 2, 7, 5, 1.5).line(8.5, 13.5, 11, 16, 15.5, 11),
	"libraries":           new(pen).box(4, 4, 4.5, 16, 1).box(8.5, 4, 4.5, 16, 1).line(16, 5, 20, 19.5).line(16, 5, 16, 5),
	"trackers":            new(pen).circle(12, 12, 8.5).circle(12, 12, 4).dot(12, 12, 1.25),
	"crm-deals":           new(pen).circle(12, 12, 8.5).line(12, 6.5, 12, 17.5).arc(12, 10, 2, 170, 270).arc(12, 14, 2, -10, 90).line(12, 8, 14, 8).line(10, 16, 12, 16).line(10.2, 10.8, 13.8, 13.2),
	"crm-contacts":        new(pen).box(3, 5, 18, 14, 2.5).circle(9, 10.5, 1.75).arc(9, 16, 2.75, 190, 350).line(15, 10, 18, 10).line(15, 14, 17, 14),
	"crm-accounts":        new(pen).box(4, 4, 9, 17, 1.5).line(13, 10, 19.5, 10, 19.5, 21).line(3, 21, 21, 21).line(8.5, 8.5, 8.5, 8.5).line(8.5, 12.5, 8.5, 12.5).line(8.5, 16.5, 8.5, 16.5).line(16.25, 14, 16.25, 14).line(16.25, 17.5, 16.25, 17.5),

	// States.
	"check":   new(pen).circle(12, 12, 8.5).line(8.25, 12.25, 11, 15, 15.75, 9.5),
	"tick":    new(pen).line(5, 12.5, 9.75, 17.25, 19, 7),
	"warning": new(pen).line(12, 4, 21, 19.5, 3, 19.5, 12, 4).line(12, 10, 12, 13.25).dot(12, 16.4, 1.2),
	"error":   new(pen).circle(12, 12, 8.5).line(12, 7.75, 12, 12.5).dot(12, 16, 1.2),
	"lock":    new(pen).box(5, 11, 14, 9.5, 2).arc(12, 8, 4, 180, 360).line(8, 8, 8, 11).line(16, 8, 16, 11).line(12, 15, 12, 16.5),
	"clock":   new(pen).circle(12, 12, 8.5).line(12, 7.5, 12, 12, 15, 14),
	"sync":    new(pen).arc(12, 12, 7.5, 200, 330).arc(12, 12, 7.5, 20, 150).line(19, 4, 19, 8.5, 14.5, 8.5).line(5, 20, 5, 15.5, 9.5, 15.5),
	"info":    new(pen).circle(12, 12, 8.5).line(12, 11.5, 12, 16.25).dot(12, 8, 1.2),

	// Actions.
	"plus":          new(pen).line(12, 5, 12, 19).line(5, 12, 19, 12),
	"refresh":       new(pen).arc(12, 12, 7.5, 20, 320).line(18.5, 4, 18.5, 8.25, 14.25, 8.25),
	"export":        new(pen).line(12, 14.5, 12, 4).line(7.5, 8, 12, 3.75, 16.5, 8).line(4, 14.5, 4, 18.5).arc(6, 18, 2, 90, 180).line(6, 20, 18, 20).arc(18, 18, 2, 0, 90).line(20, 18.5, 20, 14.5),
	"edit":          new(pen).line(4.5, 19.5, 5.5, 15, 16, 4.5, 19.5, 8, 9, 18.5, 4.5, 19.5).line(13.5, 7, 17, 10.5),
	"delete":        new(pen).line(4, 6.5, 20, 6.5).line(9, 6, 9.5, 3.5, 14.5, 3.5, 15, 6).line(6, 7, 7, 20.5, 17, 20.5, 18, 7).line(10.25, 11, 10.25, 16.5).line(13.75, 11, 13.75, 16.5),
	"duplicate":     new(pen).box(9, 9, 11.5, 11.5, 2).line(5.5, 15, 5, 15).arc(5.5, 13, 2, 90, 180).line(3.5, 13, 3.5, 5.5).arc(5.5, 5.5, 2, 180, 270).line(5.5, 3.5, 13, 3.5).arc(13, 5.5, 2, 270, 360),
	"folder":        new(pen).line(3.5, 6, 3.5, 18).arc(5.5, 18, 2, 90, 180).line(5.5, 20, 18.5, 20).arc(18.5, 18, 2, 0, 90).line(20.5, 18, 20.5, 9.5).arc(18.5, 9, 2, 270, 360).line(18.5, 7, 12, 7, 9.5, 4, 5.5, 4).arc(5.5, 6, 2, 180, 270),
	"file":          new(pen).line(13.5, 3, 7, 3).arc(7, 5, 2, 180, 270).line(5, 5, 5, 19).arc(7, 19, 2, 90, 180).line(7, 21, 17, 21).arc(17, 19, 2, 0, 90).line(19, 19, 19, 8.5, 13.5, 3).line(13.5, 3, 13.5, 8.5, 19, 8.5),
	"search":        new(pen).circle(10.5, 10.5, 6.5).line(15.5, 15.5, 20.5, 20.5),
	"eye":           new(pen).arc(12, 17, 11, 212, 328).arc(12, 7, 11, 32, 148).circle(12, 12, 2.75),
	"eye-off":       new(pen).arc(12, 17, 11, 212, 328).arc(12, 7, 11, 32, 148).circle(12, 12, 2.75).line(4.5, 20, 19.5, 4),
	"copy":          new(pen).box(5, 5, 14, 16, 2.5).plate(8.5, 2.5, 7, 5, 1.5),
	"open-external": new(pen).line(13.5, 4, 20, 4, 20, 10.5).line(20, 4, 11.5, 12.5).line(10, 5.5, 6, 5.5).arc(6, 7.5, 2, 180, 270).line(4, 7.5, 4, 18).arc(6, 18, 2, 90, 180).line(6, 20, 16.5, 20).arc(16.5, 18, 2, 0, 90).line(18.5, 18, 18.5, 14),
	"cancel":        new(pen).line(6, 6, 18, 18).line(18, 6, 6, 18),
	"retry":         new(pen).arc(12, 12, 7.5, 220, 520).line(5.5, 4, 5.5, 8.25, 9.75, 8.25),
	"sample":        new(pen).line(9.5, 3.5, 9.5, 9.5, 4.25, 18.5).line(14.5, 3.5, 14.5, 9.5, 19.75, 18.5).arc(6, 19, 2, 90, 200).line(6, 21, 18, 21).arc(18, 19, 2, -20, 90).line(8, 3.5, 16, 3.5).line(7.5, 15, 16.5, 15),
	"back":          new(pen).line(20, 12, 4, 12).line(10.5, 5.5, 4, 12, 10.5, 18.5),
	"forward":       new(pen).line(9, 5, 16, 12, 9, 19),
	"down":          new(pen).line(5, 9, 12, 16, 19, 9),
	"up":            new(pen).line(5, 15, 12, 8, 19, 15),
	"more":          new(pen).dot(12, 5.5, 1.6).dot(12, 12, 1.6).dot(12, 18.5, 1.6),
	"plug":          new(pen).line(9, 3, 9, 8).line(15, 3, 15, 8).line(6, 8, 18, 8).arc(12, 10, 5, 0, 180).line(7, 8, 7, 10).line(17, 8, 17, 10).line(12, 15, 12, 21),
	"calendar":      new(pen).box(4, 5.5, 16, 15, 2.5).line(4, 10.5, 20, 10.5).line(8.5, 3, 8.5, 7).line(15.5, 3, 15.5, 7),
	"keyboard":      new(pen).box(3, 6, 18, 12, 2.5).line(8.5, 14, 15.5, 14).dot(7.5, 10, 1.1).dot(12, 10, 1.1).dot(16.5, 10, 1.1),
}
