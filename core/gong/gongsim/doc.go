// Package gongsim is a simulated Gong account: an http.Handler that answers the part of Gong's REST API v2 which the eleven data types
// need, as strictly as the real one is known to, over a company that is made from a seed.
//
// The company never changes for the same Options: users, calls, what was said in them, CRM links, reviews and folders are functions of
// the seed and an index. A call is made when it is asked for and forgotten again, so 20,000 calls cost a few megabytes. On top of that lies
// a thin layer of changes for tests: Add, Edit, Delete, HoldTranscript, SetNow, Fail, Revoke.
//
// What the account truly holds can be asked without HTTP (Calls, Transcript, Users, ...), so that an importer's output can be compared with
// it, and Requests lists what was asked over HTTP. The package shares no code with Tamtam's client: their mistakes must not cancel out.
//
//	sim := gongsim.New(gongsim.Options{Seed: 1, Calls: 200})
//	server := httptest.NewServer(sim)
//
// A Sim may be used by any number of goroutines at once.
package gongsim
