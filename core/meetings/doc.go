// Package meetings runs the sync of the Timeline: it reads Gong's calls page by page, lets core/timeline decide what becomes of each, and keeps
// Activities, users, mappings and the execution log, a page in one transaction.
//
// # The promises
//
// A run may be killed at any moment: nothing is lost and nothing doubled, because an Activity is known by the id of its call, a page is kept whole or
// not at all, and the window of the next run begins from where the last one that read all its pages had ended. The same data again writes no
// Activity. A dry run writes nothing at all. One run at a time is the caller's to see to.
package meetings
