// Package instance lets the second start of a program hand over to the first: the first listens, the second asks it to show its window and
// ends.
//
// # The model
//
// Which start is the first is not decided here but by the database's lock. Whoever holds it may Listen; whoever was refused it may Ask. They
// meet at a Unix socket, which Windows 10 and newer has as well, in a folder that is its owner's alone, under a name made of the database's
// folder: so two databases do not disturb each other, and the path stays within the 103 bytes that every system allows it.
//
// # The promises
//
// There is one request and one answer, both fixed; nothing else is read, and nothing of a request is repeated. A request must be there within
// moments. A limited number of connections is open at a time: one more closes the oldest, so that those that say nothing keep nobody out. A
// socket that a kill has left is replaced. Close ends every goroutine that Listen has started.
package instance
