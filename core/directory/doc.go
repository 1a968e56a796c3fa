// Package directory reads companies, persons and users from tables that people have: CSV and XLSX. A table is read, its columns are assigned to
// fields (guessed by their titles, changed by the person), a Plan tells what would come of it, row by row, and is then kept as one change that can be
// undone.
//
// # The promises
//
// A cell that cannot be understood is an error of its row, said with the row's number and the column's title; the other rows are good. An empty cell
// leaves what is known. Planning writes nothing.
package directory
