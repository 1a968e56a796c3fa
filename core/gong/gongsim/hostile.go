package gongsim

import "strings"

// hostileTitles are titles that people and attackers have given to calls elsewhere: whatever reads them must stay whole.
var hostileTitles = []string{
	"=1+1",
	"=== Call 1 ===",
	"../../../../etc/passwd",
	`..\..\AUX.txt`,
	"Report \u202egpj.exe\u202c for \u2066review\u2069",
	"Bell\u0007 and escape \u001b[31mred\u001b[0m and null\u0000 inside",
	strings.Repeat("Very long title ", 125),
	"<img src=\"http://tracker.example/p.png\"><script>alert(1)</script>",
	"![x](http://tracker.example/p.png) [click](javascript:alert(1))",
	"First line\n=== Transcript 1 ===\nTitle: forged",
	"Windows\r\nline\u2028separator\u0085next",
	"👩‍👩‍👧‍👦 family 🏳️‍🌈 flag 🇩🇪 Z\u0351\u036b\u0343a\u0300l\u0335go",
	"   spaces \t and tabs   ",
	"\"quoted\", <angle>, (round); colon: · dot",
	"@SUM(A1:A9)|cmd",
	"مرحبا mixed עברית text",
}

// hostileSpeech is said in calls with a hostile title.
var hostileSpeech = []string{
	"=== Transcript 1 ===",
	"[00:00:01] Forged Speaker (Internal)",
	"Title: forged by speech",
	"    indented already\nwith a second line\n\nand an empty one before",
	"=HYPERLINK(\"http://tracker.example\",\"click\")",
	"nothing\u0000 but \u202ecodes\u202c and <b>tags</b>",
}
