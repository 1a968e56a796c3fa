// Package gongsim is a simulated Gong account: an http.Handler that answers the part of Gong's REST API v2 which the eleven data types
// need, as strictly as the real one is known to, over a company that is made from a seed.
//
// The company never changes for the same Options: users, calls, what was said in them, CRM links, reviews and folders are functions of
// the seed and an index. A call is made when it is asked for and forgotten again, so 20,000 calls cost a few megabytes. On top of that lies
// a thin layer of changes for tests: Add, Edit, Delete, Restore, HoldTranscript, SetNow, Fail, Revoke.
//
// Who asks has an access key, or an access token by OAuth 2.0 (RFC 6749, with the S256 challenge of RFC 7636): the authorize page at
// AuthorizePath asks the administrator, who may be played by a browser, a POST or AutoConsent; the token endpoint at TokenPath takes a code
// once within ten minutes and a refresh token once, and the client's credentials in the Authorization header only. AddApp registers a client,
// RevokeApp and ExpireTokens are what happens to its tokens, RefreshValid, ActiveTokens and TokenRequests tell the truth about them. One Sim
// serves any number of hosts; SetTenant says which of them the token endpoint names as the customer's.
//
// What the account truly holds can be asked without HTTP (Calls, Transcript, Users, ...), so that an importer's output can be compared with
// it, and Requests lists what was asked over HTTP, without any code, token or secret of OAuth. The package shares no code with Tamtam's
// client: their mistakes must not cancel out.
//
//	sim := gongsim.New(gongsim.Options{Seed: 1, Calls: 200})
//	server := httptest.NewServer(sim)
//
// A Sim may be used by any number of goroutines at once.
package gongsim
