package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/oauth"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/say"
)

// verb is one thing the program does.
type verb struct {
	name  string   // one to three words
	names []string // what follows, in words for the usage line; the last may be left out when it stands in brackets
	flags []string
	about string
	do    func(ctx context.Context, c *command) (exit int, err error)
}

var verbs []verb

func init() { // the verbs' own functions look at the list
	verbs = []verb{
		{
			"connect", nil,
			[]string{"base-url", "access-key", "no-save", "oauth", "client-id", "redirect", "no-browser", "connection"},
			"connect a Gong account by API key, or through the browser with an integration of your own (OAuth)\n" +
				"--base-url URL    Gong's address for the account (default https://api.gong.io)\n" +
				"--access-key KEY  the access key; its secret comes from TAMTAM_ACCESS_SECRET, else from standard input\n" +
				"--oauth           through the browser: a technical administrator of Gong allows the access\n" +
				"--client-id ID    the integration's client id; its secret comes from TAMTAM_CLIENT_SECRET, else from the first line\n" +
				"                  of standard input; further lines are taken for the address that the browser was sent to\n" +
				"--redirect URL    the registered redirect address (default " + oauth.DefaultRedirects()[0] + ",\n" +
				"                  or that of port 48272 or 48273 when the port is in use: register all three)\n" +
				"--no-browser      print the address to open, and open no browser\n" +
				"--no-save         only test what may be read\n" +
				"--connection NAME the connection that gets the credentials, or a further one of that name; may be left out\n" +
				"                  while there is one at most", connect,
		},
		{
			"disconnect", nil,
			[]string{"connection"},
			"remove the stored credentials; datasets stay\n" +
				"--connection NAME which ones; may be left out while there is one", disconnect,
		},
		{"connections list", nil, nil, "list the connections and how they are", listConnections},
		{
			"dataset create",
			[]string{"NAME"},
			choiceFlags,
			"make a dataset: of all types, 90 days and the newest 100 records of each type, never synced, unless the flags say otherwise\n" +
				choiceHelp + "; may be left out while there is one", createDataset,
		},
		{
			"dataset edit",
			[]string{"NAME"},
			editFlags,
			"change a dataset: what is not named stays\n" +
				choiceHelp + "\n" +
				"--discard         let a change to another account remove what was imported from the one before\n" +
				"--name NEW        another name\n" +
				"--no-include-private, --no-keep-deleted  the opposite", editDataset,
		},
		{"dataset list", nil, nil, "list the datasets", listDatasets},
		{"dataset show", []string{"NAME"}, nil, "show a dataset and its files", showDataset},
		{"dataset delete", []string{"NAME"}, nil, "delete a dataset with all its files", deleteDataset},
		{"estimate", []string{"NAME"}, nil, "say what an import would bring, from a preview page of each type", estimate},
		{"import", []string{"NAME"}, nil, "import the dataset from Gong, or go on with an import that was stopped", importDataset},
		{
			"sync",
			[]string{"[NAME]"},
			[]string{"all", "due", "types", "everything"},
			"bring a dataset up to date: what is new, what may have changed lately, and what was never imported\n" +
				"NAME              the dataset; or in its place\n" +
				"--all             all of them, one after the other\n" +
				"--due             those whose own sync is due (dataset edit NAME --sync ...): for a timer of the system\n" +
				"--types LIST      only these of its types\n" +
				"--everything      read all again", syncDatasets,
		},
		{
			"history",
			[]string{"NAME"},
			[]string{"changes", "limit"},
			"list what the dataset's runs did, the latest first\n" +
				"--changes         with the records that each run added, changed and removed\n" +
				"--limit N         the latest N runs (default 20); 0 for all", history,
		},
		{"awaited", []string{"NAME"}, nil, "list the calls without a transcript, and when Gong will be asked for it again", awaited},
		{
			"check",
			[]string{"NAME"},
			[]string{"mend"},
			"compare the dataset with Gong, type by type and month by month, and explain what differs\n" +
				"--mend            read again what is not explained", check,
		},
		{
			"attach",
			[]string{"NAME", "PATH..."},
			nil,
			"attach files and folders of this computer to the dataset, and read them: what is in a folder comes along, later, too\n" +
				"Text, Markdown, CSV, JSON, HTML, PDF and DOCX become text; other files are kept as they are.", attachFiles,
		},
		{
			"detach",
			[]string{"NAME", "PATH..."},
			nil,
			"take attached files and folders out of the dataset; the files themselves stay\n" +
				"PATH              a path that was attached, or one of a file in an attached folder", detachFiles,
		},
		{
			"search",
			[]string{"[QUERY...]"},
			searchFlags,
			"find what was said; any text is a query, and is taken for one even where it begins with a dash\n" +
				"words \"a phrase\" prefix* a OR b -not speaker: side: topic: title: company: tracker: before: after: dataset: tag: has:\n" +
				"--dataset NAME    in this dataset only\n" +
				"--limit N         the best N calls (default 20); 0 for all", searchCalls,
		},
		{
			"open",
			[]string{"FILE..."},
			nil,
			"read exported files (gong_*.txt, of any age, also damaged ones) to be searched, without an account; a folder stands for those in it\n" +
				"What could not be read is listed by line and reason.", openFiles,
		},
		{"opened", nil, nil, "list the exported files that are open", listOpened},
		{"close", []string{"NAME"}, nil, "close exported files that were opened; the files themselves stay", closeFiles},
		{"index check", nil, nil, "hold the search index against the records", checkIndex},
		{"index rebuild", nil, nil, "make the search index anew from the records", rebuildIndex},
		{
			"timeline directory import",
			nil,
			[]string{"companies", "persons", "users"},
			"import companies, persons and users from tables (CSV, XLSX), whose columns are named like their fields; others are left out, and named\n" +
				"--companies FILE  gsid name crm_system crm_account_id industry arr ... custom.NAME\n" +
				"--persons FILE    email first_name last_name, and in the same row company_gsid (or company_name, crm_account_id) title role\n" +
				"                  is_primary_company active\n" +
				"--users FILE      gsid first_name last_name email username active license system_type ...", importDirectory,
		},
		{"timeline directory from-gong", []string{"NAME"}, nil, "import the companies and persons that Gong has linked to the dataset's calls from the CRM", directoryFromGong},
		{"timeline directory undo", nil, nil, "take the latest import of the directory back", undoDirectory},
		{
			"timeline settings set",
			[]string{"KEY=VALUE..."},
			nil,
			"change the settings of the Timeline; no run follows\n" +
				"connection=NAME   the account whose meetings are synced; need not be set while there is one\n" +
				"enabled=on activity_type=Meeting crm_system=Salesforce backfill_days=7 match_by_domain=off internal_domains=a.com,b.com\n" +
				"filter='Company.ARR GTE 50000; User.License Type EQ Full => A OR B', filter=none", setTimelineSettings,
		},
		{"timeline settings", nil, nil, "show the settings of the Timeline", showTimelineSettings},
		{
			"timeline run",
			nil,
			[]string{"dry-run"},
			"sync Gong's meetings as Activities; the exit code is 0 for Success, 3 for Partial Success, 1 for Failed\n" +
				"--dry-run         say what would come of it, and write nothing", runTimeline,
		},
		{"timeline list", nil, []string{"company"}, "list the Activities, the latest first\n--company NAME    of this company, by its name or id", listTimeline},
		{"timeline log export", []string{"RUN"}, []string{"out"}, "write the log of a run as a workbook\n--out FILE.xlsx   the file", exportLog},
		{
			"timeline log",
			nil,
			[]string{"from", "to", "status"},
			"list the runs of the Timeline with what they did, the latest first\n" +
				"--from DAY, --to DAY  of these days\n" +
				"--status S        Success, Partial Success, Failed, In Progress; several parted by commas", showLog,
		},
		{
			"timeline users",
			nil,
			[]string{"status"},
			"list Gong's users and which users of the directory they are\n--status S        mapped, created, conflict, inactive or unmapped only", listTimelineUsers,
		},
		{"timeline map", []string{"GONG_USER_ID", "USER"}, nil, "say which user of the directory (id, username or e-mail address) a user of Gong is", mapTimelineUser},
		{"cat", []string{"NAME", "TYPE"}, nil, "write the text of one file to standard output: of a data type, or of an attached file by its name or path", cat},
		{
			"export",
			[]string{"NAME"},
			[]string{"dir", "out", "format", "types", "call", "redact", "redact-names"},
			"write the dataset's files, or its calls with their transcripts\n" +
				"--dir DIR         the folder; made when it does not exist\n" +
				"--out FILE        in place of --dir: all of it in one file, of the calls only\n" +
				"--format F        txt (default) or zip: the files as they are, and what is attached\n" +
				"                  md, html or docx: a document of each call in a folder of the dataset's name, and an index;\n" +
				"                  of the calls that --call names, and with --out, one document\n" +
				"                  csv, xlsx, jsonl or parquet: a table, one row for each turn\n" +
				"--types LIST      only these types: of txt and zip their files; as tables one file each, a row for each record,\n" +
				"                  of transcripts for each turn\n" +
				"--call ID         only this call; may stand more than once\n" +
				"--redact          without e-mail addresses and phone numbers\n" +
				"--redact-names LIST  without these names, parted by commas; attached files that are no text are left out\n" +
				"                  with either", exportDataset,
		},
		{
			"vault move",
			[]string{"PLACE"},
			nil,
			"keep the key of the credentials elsewhere: in the keychain, or under a new passphrase\n" +
				"PLACE             keychain, or passphrase; the new passphrase comes from TAMTAM_NEW_PASSPHRASE,\n" +
				"                  else from standard input, that of now from TAMTAM_PASSPHRASE", moveVault,
		},
		{"vault", nil, nil, "say where the key of the credentials is kept", showVault},
		{
			"network set", nil,
			[]string{"proxy", "ca-file"},
			"change how Gong is reached\n" +
				"--proxy P         system (as the desktop, else the environment says), none, or an address as http://proxy.example:3128\n" +
				"--ca-file PATH    certificates in PEM to believe beside the system's; none for no file", setNetwork,
		},
		{"network", nil, nil, "show how Gong is reached: the proxy and the CA file", showNetwork},
		{"doctor", nil, nil, "check the database, the keychain and the connection", doctor},
	}
	verbs = append(verbs, markVerbs()...)
}

// run does what the command line says and returns the exit code.
func run(ctx context.Context, args []string, w world) int {
	a, err := parse(args)
	switch {
	case a.has("help"):
		fmt.Fprint(w.out, help(a.words))
		return exitDone
	case err == nil && len(a.words) == 0:
		fmt.Fprint(w.err, help(nil))
		err = usagef("there is no command")
	}
	c := &command{world: w, arguments: a}
	defer c.close()
	var v verb
	if err == nil {
		v, c.words, err = find(a)
		c.name = v.name
	}
	if err != nil {
		return c.misused("tamtamctl", err)
	}
	code, err := v.do(ctx, c)
	if _, usage := errors.AsType[errUsage](err); usage {
		return c.misused("tamtamctl "+v.name, err)
	}
	if err != nil {
		p := c.complain(err, v.name+" did not work")
		c.answerFailure(failure{p.Line(), core.KindOf(err).String()})
		return max(code, exitFailed)
	}
	return code
}

// misused says what is wrong with the command line.
func (c *command) misused(help string, err error) int {
	fmt.Fprintf(c.err, "tamtamctl: %s\nTry: %s --help\n", err, help)
	c.answerFailure(failure{err.Error(), "usage"})
	return exitUsage
}

// problem says what failed, as the window would; where the window offers a button, it names what to type.
func (c *command) problem(err error, happened string) say.Problem {
	if c.refused {
		p := say.Database(err, happened+": the database could not be opened")
		if errors.Is(err, store.ErrHeld) {
			p.Next = "Close it, or add --wait to wait until it has ended."
		}
		return p
	}
	p := say.Error(err, happened)
	if c.loggingIn {
		p = say.Login(err)
	}
	p.Next = inCommands(p.Next)
	_, hindered := errors.AsType[*core.Obstacle](err)
	switch {
	case c.loggingIn, hindered:
		return p
	case errors.Is(err, oauth.ErrSpent), errors.Is(err, oauth.ErrClient):
		p.Cause, p.Next = say.Sentence(core.CauseOf(err)), "Connect again: tamtamctl connect --oauth --client-id ID. The datasets stay."
		return p
	}
	switch core.KindOf(err) {
	case core.NotFound:
		p.Cause, p.Next = say.Sentence(core.CauseOf(err)), "To see what there is: tamtamctl dataset list"
		if c.found != "" {
			p.Next = "To import: tamtamctl import " + quoted(c.found)
		}
	case core.Unauthorized:
		p.Next = "Connect with a key that is good, at the address that Gong shows beside it: tamtamctl connect --base-url URL --access-key KEY"
	case core.Locked:
		p.Cause, p.Next = say.Sentence(core.CauseOf(err)), "Unlock the keychain, then try again."
		if errors.Is(err, vault.ErrPassphraseNeeded) {
			p.Next = "Set TAMTAM_PASSPHRASE to the passphrase, then try again."
		}
	case core.Broken:
		if errors.Is(err, vault.ErrOccupied) {
			p.Cause = "The keychain holds another key under the name of this database, from an earlier connection."
			p.Next = "To use that one: tamtamctl disconnect, then connect again without TAMTAM_PASSPHRASE."
		}
	case core.Unavailable:
		p.Next += " Without a keychain, set TAMTAM_PASSPHRASE to keep the secrets under a passphrase."
	}
	return p
}

// inCommands names the command where the window names a page.
func inCommands(next string) string {
	return strings.ReplaceAll(next, say.InSettings, "with tamtamctl network set")
}

// find returns the verb that the words begin with, and the names behind it.
func find(a arguments) (verb, []string, error) {
	for _, v := range verbs {
		parts := strings.Fields(v.name)
		if len(a.words) < len(parts) || !slices.Equal(a.words[:len(parts)], parts) {
			continue
		}
		names := a.words[len(parts):]
		least := len(v.names)
		if least > 0 && strings.HasPrefix(v.names[least-1], "[") {
			least--
		}
		most := len(v.names)
		if most > 0 && strings.Contains(v.names[most-1], "...") {
			most = len(names)
		}
		if len(names) < least || len(names) > most {
			return v, nil, usagef("it is: tamtamctl %s", strings.Join(append([]string{v.name}, v.names...), " "))
		}
		for name := range a.flags {
			if !slices.Contains(everywhere, name) && !slices.Contains(v.flags, name) {
				return v, nil, usagef("--%s is not a flag of %s", name, v.name)
			}
		}
		return v, names, nil
	}
	return verb{}, nil, usagef("there is no command %q", strings.Join(a.words, " "))
}

const preface = `tamtamctl imports Gong data as readable text, without a window.

Usage: tamtamctl VERB [NAME] [--flags]

`

const everywhereHelp = `Everywhere:
  --home DIR   the folder of the database
  --json       one JSON value on standard output: the answer, else {"error","kind"}
  --rate N     requests a second, for simulated accounts on this machine only; 0 for no limit
  --wait       while another Tamtam has the database open, wait until it has ended
  --help       this text, or that of a verb

TAMTAM_PASSPHRASE selects the passphrase vault in place of the system's keychain.
Exit codes: 0 all done, 1 failed, 2 usage, 3 partly done.
`

func help(words []string) string {
	var b strings.Builder
	b.WriteString(preface)
	for _, v := range verbs {
		if len(words) > 0 && !strings.HasPrefix(v.name+" ", strings.Join(words[:1], " ")+" ") {
			continue
		}
		fmt.Fprintf(&b, "  %s\n      %s\n", strings.Join(append([]string{v.name}, v.names...), " "), strings.ReplaceAll(v.about, "\n", "\n      "))
	}
	b.WriteString("\n" + everywhereHelp)
	return b.String()
}
