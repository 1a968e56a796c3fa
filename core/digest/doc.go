// Package digest makes of a call's records the little that lists show, filters ask for and searches are narrowed by: title, times, people, CRM
// objects, trackers, topics. A record is read once, when it is written; 10,000 digests are read in some ten milliseconds, where the records
// would have to be unpacked and parsed.
//
// A digest follows from its record alone (Of) and travels with it through the database, so it can be made anew at any time.
package digest
