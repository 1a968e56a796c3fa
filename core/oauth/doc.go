// Package oauth speaks OAuth 2.0 with Gong (RFC 6749, 7636, 8252): it takes a person's consent through the browser, exchanges the code for
// tokens and refreshes them. It keeps nothing; core/auth does.
//
//	login, err := oauth.Begin(ctx, app, oauth.Options{Transport: network})
//	defer login.Close()
//	open(login.Local())          // or show login.Address(), or take login.Paste(text)
//	tokens, err := login.Wait(ctx)
//
// Gong has no public clients: the customer registers an integration of its own, and its client id, secret and redirect address are an App.
//
// What it promises:
//   - The listener answers on this machine only, http and https on one port, while a login runs. Whatever does not bear the login's state gets
//     400, and the wait goes on. Its pages are fixed texts.
//   - The client's secret travels in the header of token requests to the Server's token address, and no redirect is followed there.
//   - Tokens come with an API address that is Gong's, or of this machine when the Server is: anything else is core.Foreign.
//   - No secret, code, state or token is in any error, nor in anything that prints.
package oauth
