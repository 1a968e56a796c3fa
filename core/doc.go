// Package core is the vocabulary that every room of Tamtam shares: the names of Gong's data types, the ids, the periods that
// people choose, the kinds of failure, and the clock. It imports the standard library only and does nothing by itself.
package core
