// Package gong reads a company's Gong account through Gong's public REST API: typed endpoints for the eleven data types, their pages
// as iterators, and errors that say what to do.
//
//	base, err := gong.ParseBaseURL("https://api.gong.io")
//	client, err := gong.New(base, gong.APIKey{AccessKey: key, Secret: secret}, gong.Options{Limiter: limiter})
//	for page, err := range client.CallsExtensive(ctx, gong.CallsFilter{From: from, To: to, Selector: gong.Everything()}) {
//		if err != nil {
//			return err // the pages before are good
//		}
//		keep(page.Items)
//	}
//
// # Reading
//
// Every request only reads. A list yields its pages in Gong's order, each when it has arrived whole; an error ends the list. A list
// without items is one empty page and no error, although Gong answers 404. A page's body is decoded item by item as it comes in, so
// beside the items it costs no more than the text of the largest one. What Gong sends in another form than it declares (ids as
// numbers, numbers as strings, null for lists) is read all the same; a field that has become something else altogether stays empty
// and costs nothing but itself.
//
// A place in a list dies about an hour after the list was begun: the error then matches ErrCursorExpired, and the rest needs a new
// list, by start time.
//
// # The way of a request
//
// Each station is an http.RoundTripper of its own: Recent answers what was asked a moment ago; retrying repeats what may go well the
// next time; at most two requests are under way; Limiter spaces them, evenly and below Gong's limit, and all stop when Gong says 429;
// Quota counts the day's; a deadline bounds each; the Credential is put on last. Gong's limits are per company: Limiters gives all
// clients of a company one Limiter; the day's count is one for the whole process, which is stricter than Gong. Waiting goes by core.Clock
// and ends at once with its context.
//
// # Where credentials go
//
// To a BaseURL and nowhere else, and only ParseBaseURL makes one: Gong's hosts over https, or this machine. Redirects are not
// followed. When Gong's general host redirects to an account's own, the client takes that host if it passes the same rule, tells
// Options.OnBase, and repeats the request there once.
//
// # Errors
//
// Every error is a *core.Error with the kind, what was done, method and path, and Gong's request id; never a query, a cursor, a
// body or a secret. core.Denied names the missing scope when Gong did. core.Unauthorized: the credential is wrong. core.Busy: 429
// after all repetitions, or the day's requests are used up (ErrQuota). core.Offline: the network, or Gong behind its front door (502,
// 503, 504), does not answer. core.Broken: what came cannot be understood. What is known of the reason is a core.Obstacle in the
// chain; one that lasts until a person has done something is not tried again. core.Invalid: Gong's 400, with Gong's words.
// core.NotFound: wrong host or path. core.Foreign: a redirect to a host that is not Gong's. core.Canceled: ctx ended.
//
// # Figures
//
// A page of 100 transcripts, 9 MB with 64,000 sentences, is read through the whole client at 44 MB/s and 1.8 bytes allocated per byte
// of the page (plain json.Unmarshal: 51 MB/s and 1.5), on two shared cores. At Gong's rate a page may take 357 ms.
package gong
