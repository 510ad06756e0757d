<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_GB">
  <context>
    <name>Watchfloor</name>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>OK</source>
      <translation>OK</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>&amp;OK</source>
      <translation>&amp;OK</translation>
    </message>
    <message>
      <source>&amp;Cancel</source>
      <translation>&amp;Abbrechen</translation>
    </message>
    <message>
      <source>&amp;Close</source>
      <translation>&amp;Schließen</translation>
    </message>
    <message>
      <source>TLS not checked</source>
      <translation>TLS ungeprüft</translation>
    </message>
    <message>
      <source>Channels</source>
      <translation>Kanäle</translation>
    </message>
    <message>
      <source>No feeds yet. + adds one (Ctrl+N).</source>
      <translation>Noch keine Feeds. + fügt einen hinzu (Strg+N).</translation>
    </message>
    <message>
      <source>Sign in</source>
      <translation>Anmelden</translation>
    </message>
    <message>
      <source>The certificate is not checked.</source>
      <translation>Das Zertifikat wird nicht geprüft.</translation>
    </message>
    <message>
      <source>Overall status</source>
      <translation>Gesamtzustand</translation>
    </message>
    <message>
      <source>No channels</source>
      <translation>Keine Kanäle</translation>
    </message>
    <message>
      <source>{up} of {count} up</source>
      <translation>{up} von {count} verbunden</translation>
    </message>
    <message>
      <source>All is well</source>
      <translation>Alles in Ordnung</translation>
    </message>
    <message>
      <source>Add a feed (Ctrl+N)</source>
      <translation>Feed hinzufügen (Strg+N)</translation>
    </message>
    <message>
      <source>A link offers a feed. Finish the one that is open first.</source>
      <translation>Ein Link bietet einen Feed an. Bitte schließen Sie zuerst den offenen ab.</translation>
    </message>
    <message>
      <source>Channel</source>
      <translation>Kanal</translation>
    </message>
    <message>
      <source>Show it</source>
      <translation>Anzeigen</translation>
    </message>
    <message>
      <source>Remove the feed</source>
      <translation>Feed entfernen</translation>
    </message>
    <message>
      <source>What it brought stays in the journal.</source>
      <translation>Was er brachte, bleibt im Journal.</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Add a feed…</source>
      <translation>Feed hinzufügen…</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>Bearbeiten…</translation>
    </message>
    <message>
      <source>Sign in…</source>
      <translation>Anmelden…</translation>
    </message>
    <message>
      <source>Poll only</source>
      <translation>Nur abfragen</translation>
    </message>
    <message>
      <source>Copy as cURL</source>
      <translation>Als cURL kopieren</translation>
    </message>
    <message>
      <source>Copy as watchfloor tail</source>
      <translation>Als watchfloor tail kopieren</translation>
    </message>
    <message>
      <source>Clear map and graphs</source>
      <translation>Karte und Diagramme leeren</translation>
    </message>
    <message>
      <source>Remove…</source>
      <translation>Entfernen…</translation>
    </message>
    <message>
      <source>Copied. No secret is in it: put in your own where it names one.</source>
      <translation>Kopiert. Kein Geheimnis ist enthalten: Setzen Sie Ihr eigenes ein, wo eines genannt ist.</translation>
    </message>
    <message>
      <source>The feed works, and is not saved: {reason}</source>
      <translation>Der Feed läuft, ist aber nicht gesichert: {reason}</translation>
    </message>
    <message>
      <source>Its credential is forgotten too.</source>
      <translation>Auch seine Anmeldung ist vergessen.</translation>
    </message>
    <message>
      <source>“{name}” is disconnected and taken out of the workspace.</source>
      <translation>„{name}“ wird getrennt und aus dem Arbeitsbereich genommen.</translation>
    </message>
    <message>
      <source>{reason} The credential is kept for this session only.</source>
      <translation>{reason} Die Anmeldung gilt nur für diese Sitzung.</translation>
    </message>
    <message>
      <source>What it seems to be</source>
      <translation>Was es zu sein scheint</translation>
    </message>
    <message>
      <source>Address or cURL command</source>
      <translation>Adresse oder cURL-Befehl</translation>
    </message>
    <message>
      <source>https://…   or   curl 'https://…' -H 'Authorization: …'</source>
      <translation>https://…   oder   curl 'https://…' -H 'Authorization: …'</translation>
    </message>
    <message>
      <source>What it is</source>
      <translation>Was es ist</translation>
    </message>
    <message>
      <source>Any stream of events (generic)</source>
      <translation>Ein beliebiger Strom von Ereignissen</translation>
    </message>
    <message>
      <source>Do not check the certificate</source>
      <translation>Zertifikat nicht prüfen</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Feed</source>
      <translation>Feed</translation>
    </message>
    <message>
      <source>Patience and limits</source>
      <translation>Geduld und Grenzen</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Hinzufügen</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Sichern</translation>
    </message>
    <message>
      <source>The command cannot be read yet.</source>
      <translation>Der Befehl ist noch nicht lesbar.</translation>
    </message>
    <message>
      <source>Give it a name.</source>
      <translation>Geben Sie ihm einen Namen.</translation>
    </message>
    <message>
      <source>Another feed has this name.</source>
      <translation>Ein anderer Feed heißt schon so.</translation>
    </message>
    <message>
      <source>The server asks who you are. Sign in; the secret is kept apart from the feed.</source>
      <translation>Der Server fragt, wer Sie sind. Melden Sie sich an; das Geheimnis wird getrennt vom Feed aufbewahrt.</translation>
    </message>
    <message>
      <source>Sign in, if the server asks for it. The secret is kept apart from the feed.</source>
      <translation>Melden Sie sich an, falls der Server es verlangt. Das Geheimnis wird getrennt vom Feed aufbewahrt.</translation>
    </message>
    <message>
      <source>The certificate is not checked: anyone on the way can read and change this feed.</source>
      <translation>Das Zertifikat wird nicht geprüft: Jeder auf dem Weg kann diesen Feed lesen und ändern.</translation>
    </message>
    <message>
      <source>Do not check the certificate. Only where you know why it cannot be right.</source>
      <translation>Zertifikat nicht prüfen. Nur, wo Sie wissen, warum es nicht stimmen kann.</translation>
    </message>
    <message>
      <source>Add a feed</source>
      <translation>Feed hinzufügen</translation>
    </message>
    <message>
      <source>Edit the feed</source>
      <translation>Feed bearbeiten</translation>
    </message>
    <message>
      <source>Paste an address, or choose what it is.</source>
      <translation>Fügen Sie eine Adresse ein, oder wählen Sie, was es ist.</translation>
    </message>
    <message>
      <source>any stream of events</source>
      <translation>ein beliebiger Strom von Ereignissen</translation>
    </message>
    <message>
      <source>It seems to be: {kind}</source>
      <translation>Es scheint zu sein: {kind}</translation>
    </message>
    <message>
      <source>Kept apart: {kinds}.</source>
      <translation>Getrennt aufbewahrt: {kinds}.</translation>
    </message>
    <message>
      <source>through the proxy {proxy}</source>
      <translation>über den Proxy {proxy}</translation>
    </message>
    <message>
      <source>What arrives</source>
      <translation>Was ankommt</translation>
    </message>
    <message>
      <source>The first events are shown here, as they come.</source>
      <translation>Hier erscheinen die ersten Ereignisse, sobald sie kommen.</translation>
    </message>
    <message>
      <source>Connected. Nothing has come yet; you can add it all the same.</source>
      <translation>Verbunden. Noch ist nichts gekommen; Sie können ihn trotzdem hinzufügen.</translation>
    </message>
    <message>
      <source>Guessed from the first events, and shown on the newest one. Correct what is wrong.</source>
      <translation>Aus den ersten Ereignissen erraten und am neuesten gezeigt. Berichtigen Sie, was falsch ist.</translation>
    </message>
    <message>
      <source>Once JSON arrives, its fields can be chosen here.</source>
      <translation>Sobald JSON ankommt, können seine Felder hier gewählt werden.</translation>
    </message>
    <message>
      <source>Nothing to listen to yet</source>
      <translation>Noch nichts zu hören</translation>
    </message>
    <message>
      <source>What the fields mean</source>
      <translation>Was die Felder bedeuten</translation>
    </message>
    <message>
      <source>{count} events</source>
      <translation>{count} Ereignisse</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>Titel</translation>
    </message>
    <message>
      <source>Severity</source>
      <translation>Schwere</translation>
    </message>
    <message>
      <source>Type</source>
      <translation>Art</translation>
    </message>
    <message>
      <source>Latitude</source>
      <translation>Breite</translation>
    </message>
    <message>
      <source>Longitude</source>
      <translation>Länge</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>Ort</translation>
    </message>
    <message>
      <source>Metric</source>
      <translation>Messgröße</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>Wert</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Quelle</translation>
    </message>
    <message>
      <source>Confidence</source>
      <translation>Vertrauen</translation>
    </message>
    <message>
      <source>From: latitude</source>
      <translation>Von: Breite</translation>
    </message>
    <message>
      <source>From: longitude</source>
      <translation>Von: Länge</translation>
    </message>
    <message>
      <source>From: place</source>
      <translation>Von: Ort</translation>
    </message>
    <message>
      <source>A link brought this address. It is asked for nothing until you say so.</source>
      <translation>Ein Link hat diese Adresse gebracht. Sie wird erst angefragt, wenn Sie es sagen.</translation>
    </message>
    <message>
      <source>Listen</source>
      <translation>Zuhören</translation>
    </message>
    <message>
      <source>Back-off preset</source>
      <translation>Wartezeiten</translation>
    </message>
    <message>
      <source>How long to wait between tries, as one of the five systems has it.</source>
      <translation>Wie lange zwischen Versuchen gewartet wird, wie eines der fünf Systeme es hält.</translation>
    </message>
    <message>
      <source>As below</source>
      <translation>Wie unten</translation>
    </message>
    <message>
      <source>not set</source>
      <translation>nicht gesetzt</translation>
    </message>
    <message>
      <source>On</source>
      <translation>An</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>Aus</translation>
    </message>
    <message>
      <source>Default: {value}.</source>
      <translation>Vorgabe: {value}.</translation>
    </message>
    <message>
      <source>{name} must be a number from {least:g} to {most:g}.</source>
      <translation>{name} muss eine Zahl von {least:g} bis {most:g} sein.</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Server</translation>
    </message>
    <message>
      <source>{name} (optional)</source>
      <translation>{name} (freiwillig)</translation>
    </message>
    <message>
      <source>How to sign in</source>
      <translation>Wie Sie sich anmelden</translation>
    </message>
    <message>
      <source>Sign in with</source>
      <translation>Anmelden mit</translation>
    </message>
    <message>
      <source>Bearer token</source>
      <translation>Bearer-Token</translation>
    </message>
    <message>
      <source>User and password</source>
      <translation>Name und Kennwort</translation>
    </message>
    <message>
      <source>Header</source>
      <translation>Kopfzeile</translation>
    </message>
    <message>
      <source>Query parameter</source>
      <translation>Parameter der Adresse</translation>
    </message>
    <message>
      <source>Cookies</source>
      <translation>Cookies</translation>
    </message>
    <message>
      <source>Client certificate</source>
      <translation>Client-Zertifikat</translation>
    </message>
    <message>
      <source>OAuth 2: client credentials</source>
      <translation>OAuth 2: Client Credentials</translation>
    </message>
    <message>
      <source>Token</source>
      <translation>Token</translation>
    </message>
    <message>
      <source>User</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>Kennwort</translation>
    </message>
    <message>
      <source>Certificate (PEM file)</source>
      <translation>Zertifikat (PEM-Datei)</translation>
    </message>
    <message>
      <source>Key (PEM file, if apart)</source>
      <translation>Schlüssel (PEM-Datei, falls getrennt)</translation>
    </message>
    <message>
      <source>Password of the key</source>
      <translation>Kennwort des Schlüssels</translation>
    </message>
    <message>
      <source>Token address</source>
      <translation>Adresse für Token</translation>
    </message>
    <message>
      <source>Client id</source>
      <translation>Client-Id</translation>
    </message>
    <message>
      <source>Client secret</source>
      <translation>Client-Geheimnis</translation>
    </message>
    <message>
      <source>Scope (optional)</source>
      <translation>Bereich (freiwillig)</translation>
    </message>
    <message>
      <source>Workspace</source>
      <translation>Arbeitsbereich</translation>
    </message>
    <message>
      <source>Workspaces (*.toml)</source>
      <translation>Arbeitsbereiche (*.toml)</translation>
    </message>
    <message>
      <source>New workspace</source>
      <translation>Neuer Arbeitsbereich</translation>
    </message>
    <message>
      <source>Open a workspace</source>
      <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
      <source>Import feeds</source>
      <translation>Feeds einlesen</translation>
    </message>
    <message>
      <source>Export the feeds</source>
      <translation>Feeds ausgeben</translation>
    </message>
    <message>
      <source>New workspace…</source>
      <translation>Neuer Arbeitsbereich…</translation>
    </message>
    <message>
      <source>Open a workspace…</source>
      <translation>Arbeitsbereich öffnen…</translation>
    </message>
    <message>
      <source>Import feeds…</source>
      <translation>Feeds einlesen…</translation>
    </message>
    <message>
      <source>Export the feeds…</source>
      <translation>Feeds ausgeben…</translation>
    </message>
    <message>
      <source>Open the demo</source>
      <translation>Vorführung öffnen</translation>
    </message>
    <message>
      <source>Exported to {path}. No secret is in it.</source>
      <translation>Ausgegeben nach {path}. Kein Geheimnis ist enthalten.</translation>
    </message>
    <message>
      <source>{count} feeds came in.</source>
      <translation>{count} Feeds eingelesen.</translation>
    </message>
    <message>
      <source>Recent: {name}</source>
      <translation>Zuletzt: {name}</translation>
    </message>
    <message>
      <source>Graphs</source>
      <translation>Diagramme</translation>
    </message>
    <message>
      <source>Add plot</source>
      <translation>Diagramm hinzufügen</translation>
    </message>
    <message>
      <source>Span of time</source>
      <translation>Zeitspanne</translation>
    </message>
    <message>
      <source>Throughput, all channels</source>
      <translation>Durchsatz, alle Kanäle</translation>
    </message>
    <message>
      <source>Latency p95</source>
      <translation>Latenz p95</translation>
    </message>
    <message>
      <source>Save plot</source>
      <translation>Diagramm sichern</translation>
    </message>
    <message>
      <source>Save as picture…</source>
      <translation>Als Bild sichern…</translation>
    </message>
    <message>
      <source>Save as CSV…</source>
      <translation>Als CSV sichern…</translation>
    </message>
    <message>
      <source>{time}: {outcome} after {span}. {events} events. {detail}</source>
      <translation>{time}: {outcome} nach {span}. {events} Ereignisse. {detail}</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Versuche</translation>
    </message>
    <message>
      <source>The connection of now</source>
      <translation>Die jetzige Verbindung</translation>
    </message>
    <message>
      <source>None.</source>
      <translation>Keine.</translation>
    </message>
    <message>
      <source>not known yet</source>
      <translation>noch nicht bekannt</translation>
    </message>
    <message>
      <source>Connection</source>
      <translation>Verbindung</translation>
    </message>
    <message>
      <source>Request headers</source>
      <translation>Kopfzeilen der Anfrage</translation>
    </message>
    <message>
      <source>Response headers</source>
      <translation>Kopfzeilen der Antwort</translation>
    </message>
    <message>
      <source>HTTP</source>
      <translation>HTTP</translation>
    </message>
    <message>
      <source>TLS</source>
      <translation>TLS</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Proxy</source>
      <translation>Proxy</translation>
    </message>
    <message>
      <source>Open for</source>
      <translation>Offen seit</translation>
    </message>
    <message>
      <source>Received</source>
      <translation>Empfangen</translation>
    </message>
    <message>
      <source>Heartbeat</source>
      <translation>Herzschlag</translation>
    </message>
    <message>
      <source>Breaker</source>
      <translation>Sicherung</translation>
    </message>
    <message>
      <source>Next waits</source>
      <translation>Nächste Wartezeiten</translation>
    </message>
    <message>
      <source>last byte {span} ago</source>
      <translation>letztes Byte vor {span}</translation>
    </message>
    <message>
      <source>closed</source>
      <translation>geschlossen</translation>
    </message>
    <message>
      <source>open</source>
      <translation>offen</translation>
    </message>
    <message>
      <source>half open</source>
      <translation>halb offen</translation>
    </message>
    <message>
      <source>{state} · {failures} of {threshold} failures · opened {count}×</source>
      <translation>{state} · {failures} von {threshold} Fehlschlägen · {count}× geöffnet</translation>
    </message>
    <message>
      <source>every {span:g} s</source>
      <translation>alle {span:g} s</translation>
    </message>
    <message>
      <source>at most {waits} s</source>
      <translation>höchstens {waits} s</translation>
    </message>
    <message>
      <source>none</source>
      <translation>keine</translation>
    </message>
    <message>
      <source>probe in {left} s</source>
      <translation>Probe in {left} s</translation>
    </message>
    <message>
      <source>Redirect {status}</source>
      <translation>Umleitung {status}</translation>
    </message>
    <message>
      <source>Attempts: {count} · failures: {failures} · {uptime:.1%} ended well · {lasted}</source>
      <translation>Versuche: {count} · Fehlschläge: {failures} · {uptime:.1%} endeten gut · {lasted}</translation>
    </message>
    <message>
      <source>Attempt ended after {span}: {detail}</source>
      <translation>Versuch endete nach {span}: {detail}</translation>
    </message>
    <message>
      <source>The certificate is not checked: anyone on the way can change this.</source>
      <translation>Das Zertifikat wird nicht geprüft: Jeder auf dem Weg kann dies ändern.</translation>
    </message>
    <message>
      <source>Copy report</source>
      <translation>Bericht kopieren</translation>
    </message>
    <message>
      <source>Save diagnostics…</source>
      <translation>Diagnose sichern…</translation>
    </message>
    <message>
      <source>Stored</source>
      <translation>Gespeichert</translation>
    </message>
    <message>
      <source>Duplicates</source>
      <translation>Doppelt</translation>
    </message>
    <message>
      <source>Refused</source>
      <translation>Abgelehnt</translation>
    </message>
    <message>
      <source>Missing</source>
      <translation>Fehlend</translation>
    </message>
    <message>
      <source>Last id</source>
      <translation>Letzte Id</translation>
    </message>
    <message>
      <source>not provable</source>
      <translation>nicht nachweisbar</translation>
    </message>
    <message>
      <source>this state for {span}</source>
      <translation>dieser Zustand seit {span}</translation>
    </message>
    <message>
      <source>Ledger</source>
      <translation>Buchführung</translation>
    </message>
    <message>
      <source>Lately</source>
      <translation>Zuletzt</translation>
    </message>
    <message>
      <source>No channel chosen</source>
      <translation>Kein Kanal gewählt</translation>
    </message>
    <message>
      <source>Choose a channel on the left to see its connection.</source>
      <translation>Wählen Sie links einen Kanal, um seine Verbindung zu sehen.</translation>
    </message>
    <message>
      <source>Nothing but events.</source>
      <translation>Nichts als Ereignisse.</translation>
    </message>
    <message>
      <source>First connection · {lasted}</source>
      <translation>Erste Verbindung · {lasted}</translation>
    </message>
    <message>
      <source>The report is copied, as Markdown and without secrets.</source>
      <translation>Der Bericht ist kopiert, als Markdown und ohne Geheimnisse.</translation>
    </message>
    <message>
      <source>Saved as {path}. Nothing was sent anywhere.</source>
      <translation>Gesichert als {path}. Nichts wurde irgendwohin geschickt.</translation>
    </message>
    <message>
      <source>Document</source>
      <translation>Dokument</translation>
    </message>
    <message>
      <source>Document text</source>
      <translation>Text des Dokuments</translation>
    </message>
    <message>
      <source>Nothing is being written yet.</source>
      <translation>Noch wird nichts geschrieben.</translation>
    </message>
    <message>
      <source>Analyses, lessons and debates appear here as they come.</source>
      <translation>Analysen, Lektionen und Debatten erscheinen hier, sobald sie kommen.</translation>
    </message>
    <message>
      <source>The first section is being written.</source>
      <translation>Der erste Abschnitt wird geschrieben.</translation>
    </message>
    <message>
      <source>intervention</source>
      <translation>Zwischenruf</translation>
    </message>
    <message>
      <source>Moderator</source>
      <translation>Moderation</translation>
    </message>
    <message>
      <source>Before the first phase</source>
      <translation>Vor der ersten Phase</translation>
    </message>
    <message>
      <source>complete</source>
      <translation>abgeschlossen</translation>
    </message>
    <message>
      <source>Good to know: {title}</source>
      <translation>Gut zu wissen: {title}</translation>
    </message>
    <message>
      <source>answer to: {question}</source>
      <translation>Antwort auf: {question}</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>angehalten</translation>
    </message>
    <message>
      <source>Speaking: {speaker}</source>
      <translation>Es spricht: {speaker}</translation>
    </message>
    <message>
      <source>Debate complete</source>
      <translation>Debatte abgeschlossen</translation>
    </message>
    <message>
      <source>Fields of the event</source>
      <translation>Felder des Ereignisses</translation>
    </message>
    <message>
      <source>Previous of its kind</source>
      <translation>Voriges dieser Art</translation>
    </message>
    <message>
      <source>Next of its kind</source>
      <translation>Nächstes dieser Art</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>Feld</translation>
    </message>
    <message>
      <source>Tree</source>
      <translation>Baum</translation>
    </message>
    <message>
      <source>Pretty</source>
      <translation>Gegliedert</translation>
    </message>
    <message>
      <source>Raw</source>
      <translation>Roh</translation>
    </message>
    <message>
      <source>No event chosen</source>
      <translation>Kein Ereignis gewählt</translation>
    </message>
    <message>
      <source>Choose a row of the log or a mark on the map.</source>
      <translation>Wählen Sie eine Zeile oder eine Markierung auf der Karte.</translation>
    </message>
    <message>
      <source>Copy value</source>
      <translation>Wert kopieren</translation>
    </message>
    <message>
      <source>Not JSON</source>
      <translation>Kein JSON</translation>
    </message>
    <message>
      <source>… more than can be shown</source>
      <translation>… mehr, als gezeigt werden kann</translation>
    </message>
    <message>
      <source>Without {term}</source>
      <translation>Ohne {term}</translation>
    </message>
    <message>
      <source>Add as column</source>
      <translation>Als Spalte hinzufügen</translation>
    </message>
    <message>
      <source>Plot</source>
      <translation>Zeichnen</translation>
    </message>
    <message>
      <source>Copy path {path}</source>
      <translation>Pfad {path} kopieren</translation>
    </message>
    <message>
      <source>Only {term}</source>
      <translation>Nur {term}</translation>
    </message>
    <message>
      <source>What is wrong</source>
      <translation>Was nicht stimmt</translation>
    </message>
    <message>
      <source>Event</source>
      <translation>Ereignis</translation>
    </message>
    <message>
      <source>Save diagnostics</source>
      <translation>Diagnose sichern</translation>
    </message>
    <message>
      <source>This is all that the file will hold. Secrets are taken out. Nothing is sent anywhere.</source>
      <translation>Das ist alles, was die Datei enthalten wird. Geheimnisse sind herausgenommen. Nichts wird irgendwohin geschickt.</translation>
    </message>
    <message>
      <source>What is in it</source>
      <translation>Was darin ist</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>Sichern…</translation>
    </message>
    <message>
      <source>Archives (*.zip)</source>
      <translation>Archive (*.zip)</translation>
    </message>
    <message>
      <source>Times of the chosen attempt</source>
      <translation>Zeiten des gewählten Versuchs</translation>
    </message>
    <message>
      <source>No connection yet: its times are shown then.</source>
      <translation>Noch keine Verbindung; danach stehen hier ihre Zeiten.</translation>
    </message>
    <message>
      <source>No events yet</source>
      <translation>Noch keine Ereignisse</translation>
    </message>
    <message>
      <source>Event log</source>
      <translation>Ereignisse</translation>
    </message>
    <message>
      <source>Dropped from the journal, as its retention says</source>
      <translation>Aus dem Journal entfernt, wie seine Aufbewahrung es vorsieht</translation>
    </message>
    <message>
      <source>Nothing matches this filter</source>
      <translation>Nichts passt zu diesem Filter</translation>
    </message>
    <message>
      <source>Looking in the journal…</source>
      <translation>Das Journal wird durchsucht…</translation>
    </message>
    <message>
      <source>No events yet: add a feed (Ctrl+N).</source>
      <translation>Noch keine Ereignisse: Fügen Sie einen Feed hinzu (Strg+N).</translation>
    </message>
    <message>
      <source>Remove column {path}</source>
      <translation>Spalte {path} entfernen</translation>
    </message>
    <message>
      <source>Filter: severity:&gt;=4 type:airstrike "port closure"</source>
      <translation>Filter: severity:&gt;=4 type:airstrike "port closure"</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>Filter</translation>
    </message>
    <message>
      <source>Following</source>
      <translation>Folgt</translation>
    </message>
    <message>
      <source>Pause (Space)</source>
      <translation>Pause (Leertaste)</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>{count} new · follow (Space)</source>
      <translation>{count} neu · folgen (Leertaste)</translation>
    </message>
    <message>
      <source>Follow (Space)</source>
      <translation>Folgen (Leertaste)</translation>
    </message>
    <message>
      <source>and {count} more</source>
      <translation>und {count} weitere</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>Region</translation>
    </message>
    <message>
      <source>Time window</source>
      <translation>Zeitfenster</translation>
    </message>
    <message>
      <source>Arcs</source>
      <translation>Bögen</translation>
    </message>
    <message>
      <source>Heat</source>
      <translation>Dichte</translation>
    </message>
    <message>
      <source>Severity 1 to 5, by colour and figure</source>
      <translation>Schwere 1 bis 5, nach Farbe und Ziffer</translation>
    </message>
    <message>
      <source>Map</source>
      <translation>Karte</translation>
    </message>
    <message>
      <source>{count} events in sight</source>
      <translation>{count} Ereignisse im Blick</translation>
    </message>
    <message>
      <source>Most severe: {title}</source>
      <translation>Am schwersten: {title}</translation>
    </message>
    <message>
      <source>About Watchfloor</source>
      <translation>Über Watchfloor</translation>
    </message>
    <message>
      <source>A desktop monitor for live feeds: every event accounted for.</source>
      <translation>Ein Monitor für Live-Feeds: über jedes Ereignis wird Buch geführt.</translation>
    </message>
    <message>
      <source>Free software under the MIT licence. Nothing you watch leaves this machine.</source>
      <translation>Freie Software unter der MIT-Lizenz. Nichts, was Sie beobachten, verlässt diesen Rechner.</translation>
    </message>
    <message>
      <source>Versions</source>
      <translation>Versionen</translation>
    </message>
    <message>
      <source>Licences</source>
      <translation>Lizenzen</translation>
    </message>
    <message>
      <source>Licence text</source>
      <translation>Lizenztext</translation>
    </message>
    <message>
      <source>Copy versions</source>
      <translation>Versionen kopieren</translation>
    </message>
    <message>
      <source>{path} cannot be read: {why}</source>
      <translation>{path} ist nicht lesbar: {why}</translation>
    </message>
    <message>
      <source>Connect</source>
      <translation>Verbinden</translation>
    </message>
    <message>
      <source>Disconnect</source>
      <translation>Trennen</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Retry now</source>
      <translation>Erneut</translation>
    </message>
    <message>
      <source>Reset the breaker</source>
      <translation>Sicherung zurücksetzen</translation>
    </message>
    <message>
      <source>Show in log only</source>
      <translation>Nur diesen Kanal zeigen</translation>
    </message>
    <message>
      <source>Something in it failed; everything else goes on and nothing received is lost.</source>
      <translation>Darin ist etwas fehlgeschlagen; alles andere läuft weiter, und nichts Empfangenes geht verloren.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Noch einmal</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Einzelheiten</translation>
    </message>
    <message>
      <source>{name} cannot be shown</source>
      <translation>{name}: Anzeige nicht möglich</translation>
    </message>
    <message>
      <source>Faults</source>
      <translation>Störungen</translation>
    </message>
    <message>
      <source>Practice: {faults}. The demo's own server does this on request.</source>
      <translation>Übung: {faults}. Der Server der Vorführung tut dies auf Wunsch.</translation>
    </message>
    <message>
      <source>End it now</source>
      <translation>Jetzt beenden</translation>
    </message>
    <message>
      <source>Drop all connections</source>
      <translation>Alle Verbindungen trennen</translation>
    </message>
    <message>
      <source>Stall: nothing comes</source>
      <translation>Stillstand: Nichts kommt</translation>
    </message>
    <message>
      <source>Refuse with 503</source>
      <translation>Mit 503 ablehnen</translation>
    </message>
    <message>
      <source>Refuse with 429, try again after 10 s</source>
      <translation>Mit 429 ablehnen, erneut nach 10 s</translation>
    </message>
    <message>
      <source>Malformed JSON</source>
      <translation>Fehlerhaftes JSON</translation>
    </message>
    <message>
      <source>Silent heartbeat</source>
      <translation>Stiller Herzschlag</translation>
    </message>
    <message>
      <source>Slow bytes</source>
      <translation>Langsame Bytes</translation>
    </message>
    <message>
      <source>End all faults</source>
      <translation>Alle Störungen beenden</translation>
    </message>
    <message>
      <source>{fault} ({left} s)</source>
      <translation>{fault} ({left} s)</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>Überspringen</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Shortcuts</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>Layout</source>
      <translation>Anordnung</translation>
    </message>
    <message>
      <source>Inspector</source>
      <translation>Inspektor</translation>
    </message>
    <message>
      <source>Save the layout</source>
      <translation>Anordnung sichern</translation>
    </message>
    <message>
      <source>A name for where everything is now</source>
      <translation>Ein Name für die jetzige Anordnung</translation>
    </message>
    <message>
      <source>Remove a layout</source>
      <translation>Anordnung entfernen</translation>
    </message>
    <message>
      <source>Which one?</source>
      <translation>Welche?</translation>
    </message>
    <message>
      <source>Save the layout…</source>
      <translation>Anordnung sichern…</translation>
    </message>
    <message>
      <source>Remove a layout…</source>
      <translation>Anordnung entfernen…</translation>
    </message>
    <message>
      <source>That layout is of another version and cannot be shown.</source>
      <translation>Diese Anordnung stammt aus einer anderen Version und kann nicht gezeigt werden.</translation>
    </message>
    <message>
      <source>Layout {number}</source>
      <translation>Anordnung {number}</translation>
    </message>
    <message>
      <source>Float: {name}</source>
      <translation>Lösen: {name}</translation>
    </message>
    <message>
      <source>Kept as “{name}”, in the Layout menu.</source>
      <translation>Als „{name}“ gesichert, im Menü Anordnung.</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Liste</translation>
    </message>
    <message>
      <source>Follow the newest, or pause</source>
      <translation>Dem Neuesten folgen oder anhalten</translation>
    </message>
    <message>
      <source>Clear the filter</source>
      <translation>Filter löschen</translation>
    </message>
    <message>
      <source>Go to the log</source>
      <translation>Zur Liste</translation>
    </message>
    <message>
      <source>Copy as text</source>
      <translation>Als Text kopieren</translation>
    </message>
    <message>
      <source>Copy as JSON</source>
      <translation>Als JSON kopieren</translation>
    </message>
    <message>
      <source>Copy as CSV</source>
      <translation>Als CSV kopieren</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>Hilfe</translation>
    </message>
    <message>
      <source>Open logs</source>
      <translation>Protokolle öffnen</translation>
    </message>
    <message>
      <source>Log in detail</source>
      <translation>Ausführlich protokollieren</translation>
    </message>
    <message>
      <source>The logs are in {folder}</source>
      <translation>Die Protokolle sind in {folder}</translation>
    </message>
    <message>
      <source>Zoom the map in</source>
      <translation>Karte vergrößern</translation>
    </message>
    <message>
      <source>Zoom the map out</source>
      <translation>Karte verkleinern</translation>
    </message>
    <message>
      <source>Map follows the filter</source>
      <translation>Karte folgt dem Filter</translation>
    </message>
    <message>
      <source>Clear the map</source>
      <translation>Karte leeren</translation>
    </message>
    <message>
      <source>Type a command</source>
      <translation>Befehl eingeben</translation>
    </message>
    <message>
      <source>Command palette</source>
      <translation>Befehlspalette</translation>
    </message>
    <message>
      <source>{variable} decides this.</source>
      <translation>{variable} legt dies fest.</translation>
    </message>
    <message>
      <source>Whoever packed this Watchfloor tells of newer versions.</source>
      <translation>Wer dieses Watchfloor gepackt hat, weist auf neuere Versionen hin.</translation>
    </message>
    <message>
      <source>Something failed that should not. All feeds go on; a report was written.</source>
      <translation>Etwas ist unerwartet fehlgeschlagen. Alle Feeds laufen weiter; ein Bericht wurde geschrieben.</translation>
    </message>
    <message>
      <source>The last time something went wrong. A report is kept, without your secrets.</source>
      <translation>Beim letzten Mal ging etwas schief. Ein Bericht liegt vor, ohne Ihre Geheimnisse.</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
    <message>
      <source>Show the report</source>
      <translation>Bericht zeigen</translation>
    </message>
    <message>
      <source>Open its page</source>
      <translation>Seite öffnen</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Restore defaults</source>
      <translation>Vorgaben wiederherstellen</translation>
    </message>
    <message>
      <source>Watchfloor</source>
      <translation>Watchfloor</translation>
    </message>
    <message>
      <source>View</source>
      <translation>Ansicht</translation>
    </message>
    <message>
      <source>Alerts</source>
      <translation>Alarme</translation>
    </message>
    <message>
      <source>Saved views</source>
      <translation>Gesicherte Ansichten</translation>
    </message>
    <message>
      <source>Settings…</source>
      <translation>Einstellungen…</translation>
    </message>
    <message>
      <source>Kiosk: the whole screen, for a wall</source>
      <translation>Kiosk: der ganze Bildschirm, für die Wand</translation>
    </message>
    <message>
      <source>Show the guide</source>
      <translation>Rundgang zeigen</translation>
    </message>
    <message>
      <source>Every event is accounted for</source>
      <translation>Über jedes Ereignis wird Buch geführt</translation>
    </message>
    <message>
      <source>Watchfloor keeps each event of each feed and says how fresh everything is. What you see now are five systems playing on this machine; nothing leaves it.</source>
      <translation>Watchfloor bewahrt jedes Ereignis jedes Feeds und sagt, wie frisch alles ist. Was Sie jetzt sehen, sind fünf Systeme, die auf diesem Rechner spielen; nichts verlässt ihn.</translation>
    </message>
    <message>
      <source>Feeds</source>
      <translation>Feeds</translation>
    </message>
    <message>
      <source>Shape, colour and words say how each one is. A feed that needs you has its button here. Right-click for more.</source>
      <translation>Form, Farbe und Worte sagen, wie es um jeden steht. Braucht ein Feed Sie, ist sein Knopf hier. Rechtsklick für mehr.</translation>
    </message>
    <message>
      <source>Alerts and saved views</source>
      <translation>Alarme und gesicherte Ansichten</translation>
    </message>
    <message>
      <source>+ sets what to be told of, or keeps the filter under a name. What came while you were away is counted here too.</source>
      <translation>+ legt fest, was gemeldet wird, oder sichert den Filter unter einem Namen. Auch was in Ihrer Abwesenheit kam, wird hier gezählt.</translation>
    </message>
    <message>
      <source>One filter</source>
      <translation>Ein Filter</translation>
    </message>
    <message>
      <source>Try severity:&gt;=4, a word, or a phrase in quotes. It suggests what fits as you type.</source>
      <translation>Versuchen Sie severity:&gt;=4, ein Wort oder eine Wendung in Anführungszeichen. Beim Tippen wird Passendes vorgeschlagen.</translation>
    </message>
    <message>
      <source>The log stands still when you do</source>
      <translation>Die Liste steht still, wenn Sie es wollen</translation>
    </message>
    <message>
      <source>Space pauses it; nothing is missed meanwhile. A click shows the whole event.</source>
      <translation>Die Leertaste hält sie an; dabei entgeht Ihnen nichts. Ein Klick zeigt das ganze Ereignis.</translation>
    </message>
    <message>
      <source>Everything else</source>
      <translation>Alles Weitere</translation>
    </message>
    <message>
      <source>Ctrl+K finds every command by a few letters, ? lists all keys.</source>
      <translation>Strg+K findet jeden Befehl mit wenigen Buchstaben, ? zeigt alle Tasten.</translation>
    </message>
    <message>
      <source>{words} (and {count} more before)</source>
      <translation>{words} (und {count} weitere davor)</translation>
    </message>
    <message>
      <source>Show Watchfloor</source>
      <translation>Watchfloor zeigen</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <source>Watchfloor {version} is out. You have {current}.</source>
      <translation>Watchfloor {version} ist erschienen. Sie haben {current}.</translation>
    </message>
    <message>
      <source>What is new</source>
      <translation>Was ist neu</translation>
    </message>
    <message>
      <source>Look for a newer version</source>
      <translation>Nach einer neueren Version suchen</translation>
    </message>
    <message>
      <source>This is the newest version.</source>
      <translation>Dies ist die neueste Version.</translation>
    </message>
    <message>
      <source>Dark theme</source>
      <translation>Dunkles Schema</translation>
    </message>
    <message>
      <source>Light theme</source>
      <translation>Helles Schema</translation>
    </message>
    <message>
      <source>High contrast</source>
      <translation>Hoher Kontrast</translation>
    </message>
    <message>
      <source>Reset the layout</source>
      <translation>Anordnung zurücksetzen</translation>
    </message>
    <message>
      <source>Next theme</source>
      <translation>Nächstes Farbschema</translation>
    </message>
    <message>
      <source>Larger text</source>
      <translation>Größere Schrift</translation>
    </message>
    <message>
      <source>Smaller text</source>
      <translation>Kleinere Schrift</translation>
    </message>
    <message>
      <source>Normal text</source>
      <translation>Normale Schrift</translation>
    </message>
    <message>
      <source>Times in UTC</source>
      <translation>Zeiten in UTC</translation>
    </message>
    <message>
      <source>Panel: {name}</source>
      <translation>Bereich: {name}</translation>
    </message>
    <message>
      <source>Start analysis…</source>
      <translation>Analyse starten…</translation>
    </message>
    <message>
      <source>Analyses are started where the feed's own server lets you.</source>
      <translation>Analysen werden gestartet, wo der Server des Feeds es zulässt.</translation>
    </message>
    <message>
      <source>This feed is not in your workspace.</source>
      <translation>Dieser Feed gehört nicht zu Ihrem Arbeitsbereich.</translation>
    </message>
    <message>
      <source>Copy details</source>
      <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
      <source>Continue with cached data</source>
      <translation>Mit vorhandenen Daten weiter</translation>
    </message>
    <message>
      <source>down for {span}</source>
      <translation>seit {span} gestört</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Ausblenden</translation>
    </message>
    <message>
      <source>Runs</source>
      <translation>Läufe</translation>
    </message>
    <message>
      <source>Start analysis</source>
      <translation>Analyse starten</translation>
    </message>
    <message>
      <source>Start one, or wait for a feed to do so</source>
      <translation>Starten Sie einen, oder warten Sie auf einen Feed</translation>
    </message>
    <message>
      <source>Follow the newest</source>
      <translation>Dem neuesten folgen</translation>
    </message>
    <message>
      <source>No run yet</source>
      <translation>Noch kein Lauf</translation>
    </message>
    <message>
      <source>Stages</source>
      <translation>Stufen</translation>
    </message>
    <message>
      <source>No run</source>
      <translation>Kein Lauf</translation>
    </message>
    <message>
      <source>not provable whether any are lost</source>
      <translation>Verluste nicht nachweisbar</translation>
    </message>
    <message>
      <source>{count} events journaled · {size:.1f} MB</source>
      <translation>{count} Ereignisse im Journal · {size:.1f} MB</translation>
    </message>
    <message>
      <source>{count} events, not journaled</source>
      <translation>{count} Ereignisse, ohne Journal</translation>
    </message>
    <message>
      <source>Memory {size:.0f} MB</source>
      <translation>Speicher {size:.0f} MB</translation>
    </message>
    <message>
      <source>{count} lost</source>
      <translation>{count} verloren</translation>
    </message>
    <message>
      <source>Frame {cost:.0f} ms</source>
      <translation>Bild {cost:.0f} ms</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>Menü</translation>
    </message>
    <message>
      <source>Live or paused</source>
      <translation>Live oder angehalten</translation>
    </message>
    <message>
      <source>❚❚ Paused · {count} new</source>
      <translation>❚❚ Pause · {count} neu</translation>
    </message>
    <message>
      <source>● Live</source>
      <translation>● Live</translation>
    </message>
    <message>
      <source>{shown} of {total}</source>
      <translation>{shown} von {total}</translation>
    </message>
    <message>
      <source>{total} rows</source>
      <translation>{total} Zeilen</translation>
    </message>
    <message>
      <source>Less</source>
      <translation>Weniger</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Mehr</translation>
    </message>
    <message>
      <source>You are looking at {name}: nothing is connected, and nothing is written to it.</source>
      <translation>Sie sehen {name}: Nichts ist verbunden, und nichts wird hineingeschrieben.</translation>
    </message>
    <message>
      <source>This is a recording: there is nothing to connect to.</source>
      <translation>Dies ist eine Aufzeichnung: Es gibt nichts zu verbinden.</translation>
    </message>
    <message>
      <source>{name} (read only) — Watchfloor</source>
      <translation>{name} (nur lesen) — Watchfloor</translation>
    </message>
    <message>
      <source>Alert rules</source>
      <translation>Alarmregeln</translation>
    </message>
    <message>
      <source>Rules</source>
      <translation>Regeln</translation>
    </message>
    <message>
      <source>Every channel</source>
      <translation>Jeder Kanal</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wenn</translation>
    </message>
    <message>
      <source>Query</source>
      <translation>Abfrage</translation>
    </message>
    <message>
      <source>For</source>
      <translation>Dauer</translation>
    </message>
    <message>
      <source>Add a rule</source>
      <translation>Regel hinzufügen</translation>
    </message>
    <message>
      <source>What an alert raised is kept in the journal. A rule that goes on is counted.</source>
      <translation>Jeder Alarm wird im Journal festgehalten. Trifft eine Regel weiter zu, wird gezählt.</translation>
    </message>
    <message>
      <source>An event matches a query</source>
      <translation>Ein Ereignis passt zu einer Abfrage</translation>
    </message>
    <message>
      <source>A channel sends no event</source>
      <translation>Ein Kanal schickt kein Ereignis</translation>
    </message>
    <message>
      <source>A channel is not connected</source>
      <translation>Ein Kanal ist nicht verbunden</translation>
    </message>
    <message>
      <source>{name} (off)</source>
      <translation>{name} (aus)</translation>
    </message>
    <message>
      <source>A query says which events to tell of.</source>
      <translation>Eine Abfrage sagt, welche Ereignisse zu melden sind.</translation>
    </message>
    <message>
      <source>New rule</source>
      <translation>Neue Regel</translation>
    </message>
    <message>
      <source>Nothing to tell. + sets what to watch for.</source>
      <translation>Nichts zu melden. + legt fest, worauf zu achten ist.</translation>
    </message>
    <message>
      <source>None yet. + keeps the filter as it stands.</source>
      <translation>Noch keine. + sichert den Filter, wie er ist.</translation>
    </message>
    <message>
      <source>Save the filter as a view</source>
      <translation>Filter als Ansicht sichern</translation>
    </message>
    <message>
      <source>Since I was away</source>
      <translation>In meiner Abwesenheit</translation>
    </message>
    <message>
      <source>{count} new</source>
      <translation>{count} neu</translation>
    </message>
    <message>
      <source>{count} not judged</source>
      <translation>{count} nicht beurteilt</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Zeigen</translation>
    </message>
    <message>
      <source>Mark all as seen</source>
      <translation>Alle als gesehen markieren</translation>
    </message>
    <message>
      <source>Rules…</source>
      <translation>Regeln…</translation>
    </message>
    <message>
      <source>▲ 1 alert</source>
      <translation>▲ 1 Alarm</translation>
    </message>
    <message>
      <source>{count} events came too fast to be judged by the rules.</source>
      <translation>{count} Ereignisse kamen zu schnell, um nach den Regeln beurteilt zu werden.</translation>
    </message>
    <message>
      <source>Show the newest alert</source>
      <translation>Neuesten Alarm zeigen</translation>
    </message>
    <message>
      <source>Alert rules…</source>
      <translation>Alarmregeln…</translation>
    </message>
    <message>
      <source>Mark all alerts as seen</source>
      <translation>Alle Alarme als gesehen markieren</translation>
    </message>
    <message>
      <source>Clear seen alerts</source>
      <translation>Gesehene Alarme entfernen</translation>
    </message>
    <message>
      <source>Save the filter as a view…</source>
      <translation>Filter als Ansicht sichern…</translation>
    </message>
    <message>
      <source>That event is not among the log's rows: it is filtered out or has left memory.</source>
      <translation>Dieses Ereignis ist nicht unter den Zeilen: Es ist ausgefiltert oder nicht mehr im Speicher.</translation>
    </message>
    <message>
      <source>Type a filter first: a saved view is a filter with a name.</source>
      <translation>Geben Sie erst einen Filter ein: Eine gesicherte Ansicht ist ein Filter mit Namen.</translation>
    </message>
    <message>
      <source>▲ {count} alerts</source>
      <translation>▲ {count} Alarme</translation>
    </message>
    <message>
      <source>A name for “{query}”</source>
      <translation>Ein Name für „{query}“</translation>
    </message>
    <message>
      <source>Which ward is to be analysed?</source>
      <translation>Welcher Wahlbezirk soll analysiert werden?</translation>
    </message>
    <message>
      <source>There is no other of its kind in this direction.</source>
      <translation>In dieser Richtung gibt es kein weiteres dieser Art.</translation>
    </message>
    <message>
      <source>Only {what}</source>
      <translation>Nur {what}</translation>
    </message>
    <message>
      <source>Without {what}</source>
      <translation>Ohne {what}</translation>
    </message>
    <message>
      <source>{count} · {up} up</source>
      <translation>{count} · {up} verbunden</translation>
    </message>
    <message>
      <source>This rule has no query.</source>
      <translation>Diese Regel hat keine Abfrage.</translation>
    </message>
    <message>
      <source>No event for {span:g} s</source>
      <translation>Seit {span:g} s kein Ereignis</translation>
    </message>
    <message>
      <source>{away} · the server did not resume from id {id}</source>
      <translation>{away} · der Server setzte nicht bei Id {id} fort</translation>
    </message>
    <message>
      <source>{away} · resumed from id {id} · {events} replayed, missing: not provable</source>
      <translation>{away} · fortgesetzt ab Id {id} · {events} nachgeholt, Fehlendes nicht nachweisbar</translation>
    </message>
    <message>
      <source>{away} · resumed from id {id} · {events} replayed, {missing} missing</source>
      <translation>{away} · fortgesetzt ab Id {id} · {events} nachgeholt, {missing} fehlen</translation>
    </message>
    <message>
      <source>larger than the limit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>it cannot be read</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>there was no room for it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{events} missing between id {after} and id {before}</source>
      <translation>{events} zwischen Id {after} und Id {before} fehlen</translation>
    </message>
    <message>
      <source>An event of {size} bytes was refused: {reason}</source>
      <translation>Ein Ereignis von {size} Bytes wurde abgelehnt: {reason}</translation>
    </message>
    <message>
      <source>The server began its ids anew: {before} came after {after}</source>
      <translation>Der Server zählt seine Ids neu: {before} kam nach {after}</translation>
    </message>
    <message>
      <source>Alert “{rule}”: {message}</source>
      <translation>Alarm „{rule}“: {message}</translation>
    </message>
    <message>
      <source>Connection lost {span:.1f} s</source>
      <translation>Verbindung {span:.1f} s unterbrochen</translation>
    </message>
    <message>
      <source>{count} event</source>
      <translation>{count} Ereignis</translation>
    </message>
    <message>
      <source>Connected again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Connection lost: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Connection lost</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The breaker opened: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The breaker opened</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Failed, and not tried again: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Failed, and not tried again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Polling instead of streaming: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Polling instead of streaming</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>An id cannot be sent back to the server: {why}</source>
      <translation>Eine Id kann nicht zurückgeschickt werden: {why}</translation>
    </message>
    <message>
      <source>longer than usual</source>
      <translation>länger als sonst</translation>
    </message>
    <message>
      <source>{stage} of {total}</source>
      <translation>{stage} von {total}</translation>
    </message>
    <message>
      <source>about {left} s left</source>
      <translation>noch etwa {left} s</translation>
    </message>
    <message>
      <source>Cancelled in {stage} after {lasted}</source>
      <translation>Abgebrochen in {stage} nach {lasted}</translation>
    </message>
    <message>
      <source>Failed in {stage}: {error}</source>
      <translation>Fehlgeschlagen in {stage}: {error}</translation>
    </message>
    <message>
      <source>Complete · {lasted}</source>
      <translation>Fertig · {lasted}</translation>
    </message>
    <message>
      <source>Stalled in {stage} · nothing heard for {span}</source>
      <translation>Steht in {stage} · seit {span} nichts gehört</translation>
    </message>
    <message>
      <source>Disconnected</source>
      <translation>Getrennt</translation>
    </message>
    <message>
      <source>Connecting…</source>
      <translation>Verbindet…</translation>
    </message>
    <message>
      <source>Reconnecting in {left} s · attempt {attempt}</source>
      <translation>Neuer Versuch in {left} s · Nr. {attempt}</translation>
    </message>
    <message>
      <source>Connected</source>
      <translation>Verbunden</translation>
    </message>
    <message>
      <source>Polling</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Connected · {latency:.0f} ms</source>
      <translation>Verbunden · {latency:.0f} ms</translation>
    </message>
    <message>
      <source>Silent for {span} s</source>
      <translation>Seit {span} s still</translation>
    </message>
    <message>
      <source>Breaker open · probe in {left} s</source>
      <translation>Sicherung offen · Probe in {left} s</translation>
    </message>
    <message>
      <source>Failed: {reason}</source>
      <translation>Gescheitert: {reason}</translation>
    </message>
    <message>
      <source>Polling every {span:g} s</source>
      <translation>Abfrage alle {span:g} s</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>Aussehen</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Farben</translation>
    </message>
    <message>
      <source>System follows your desktop by day and night.</source>
      <translation>System folgt Ihrem Schreibtisch bei Tag und Nacht.</translation>
    </message>
    <message>
      <source>System</source>
      <translation>System</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Density</source>
      <translation>Dichte</translation>
    </message>
    <message>
      <source>Compact puts a fifth more rows on the screen.</source>
      <translation>Kompakt bringt ein Fünftel mehr Zeilen auf den Schirm.</translation>
    </message>
    <message>
      <source>Comfortable</source>
      <translation>Bequem</translation>
    </message>
    <message>
      <source>Compact</source>
      <translation>Kompakt</translation>
    </message>
    <message>
      <source>Text size</source>
      <translation>Schriftgröße</translation>
    </message>
    <message>
      <source>Everything grows with the text, lines and buttons too.</source>
      <translation>Alles wächst mit der Schrift, auch Zeilen und Knöpfe.</translation>
    </message>
    <message>
      <source>Times</source>
      <translation>Zeiten</translation>
    </message>
    <message>
      <source>UTC is the same for every desk; local time is this machine's.</source>
      <translation>UTC ist an jedem Platz gleich; die Ortszeit ist die dieses Rechners.</translation>
    </message>
    <message>
      <source>UTC</source>
      <translation>UTC</translation>
    </message>
    <message>
      <source>Local time</source>
      <translation>Ortszeit</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Takes effect at the next start.</source>
      <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
      <source>Desktop notices</source>
      <translation>Hinweise am Schreibtisch</translation>
    </message>
    <message>
      <source>Tell of an alert outside the window too, where the desktop can.</source>
      <translation>Alarme auch außerhalb des Fensters melden, wo der Schreibtisch es kann.</translation>
    </message>
    <message>
      <source>on</source>
      <translation>an</translation>
    </message>
    <message>
      <source>Events on the map</source>
      <translation>Ereignisse auf der Karte</translation>
    </message>
    <message>
      <source>The newest so many; older ones stay in the log.</source>
      <translation>So viele der neuesten; ältere bleiben in der Liste.</translation>
    </message>
    <message>
      <source>Streaming</source>
      <translation>Streaming</translation>
    </message>
    <message>
      <source>Off: feeds are polled where they can be, and otherwise rest.</source>
      <translation>Aus: Feeds werden abgefragt, wo es geht, und ruhen sonst.</translation>
    </message>
    <message>
      <source>Circuit breaker</source>
      <translation>Sicherung</translation>
    </message>
    <message>
      <source>Spares a server that fails again and again.</source>
      <translation>Schont einen Server, der immer wieder ausfällt.</translation>
    </message>
    <message>
      <source>Progress of runs</source>
      <translation>Fortschritt der Läufe</translation>
    </message>
    <message>
      <source>The strip at the top with the stages of an analysis.</source>
      <translation>Die Leiste oben mit den Stufen einer Analyse.</translation>
    </message>
    <message>
      <source>Strategist endpoint</source>
      <translation>Adresse des Strategen</translation>
    </message>
    <message>
      <source>Where the strategist's feed is: a path on its server, or a whole address.</source>
      <translation>Wo der Feed des Strategen liegt: ein Pfad auf seinem Server oder eine ganze Adresse.</translation>
    </message>
    <message>
      <source>Journal</source>
      <translation>Journal</translation>
    </message>
    <message>
      <source>Keep events for</source>
      <translation>Ereignisse aufbewahren</translation>
    </message>
    <message>
      <source>Older ones are dropped and counted; pinned ones stay.</source>
      <translation>Ältere werden entfernt und gezählt; angeheftete bleiben.</translation>
    </message>
    <message>
      <source>For ever</source>
      <translation>Für immer</translation>
    </message>
    <message>
      <source>1 day</source>
      <translation>1 Tag</translation>
    </message>
    <message>
      <source>7 days</source>
      <translation>7 Tage</translation>
    </message>
    <message>
      <source>30 days</source>
      <translation>30 Tage</translation>
    </message>
    <message>
      <source>90 days</source>
      <translation>90 Tage</translation>
    </message>
    <message>
      <source>1 year</source>
      <translation>1 Jahr</translation>
    </message>
    <message>
      <source>Size of the journal</source>
      <translation>Größe des Journals</translation>
    </message>
    <message>
      <source>Over this the oldest are dropped and counted; pinned ones stay.</source>
      <translation>Darüber werden die ältesten entfernt und gezählt; angeheftete bleiben.</translation>
    </message>
    <message>
      <source>No limit</source>
      <translation>Ohne Grenze</translation>
    </message>
    <message>
      <source>100 MB</source>
      <translation>100 MB</translation>
    </message>
    <message>
      <source>1 GB</source>
      <translation>1 GB</translation>
    </message>
    <message>
      <source>10 GB</source>
      <translation>10 GB</translation>
    </message>
    <message>
      <source>100 GB</source>
      <translation>100 GB</translation>
    </message>
    <message>
      <source>Program</source>
      <translation>Programm</translation>
    </message>
    <message>
      <source>Newer versions</source>
      <translation>Neuere Versionen</translation>
    </message>
    <message>
      <source>Asks the makers once a day whether there is one, and tells you. Nothing is installed.</source>
      <translation>Fragt einmal am Tag bei den Herstellern nach, ob es eine gibt, und sagt es Ihnen. Nichts wird installiert.</translation>
    </message>
    <message>
      <source>off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reset</source>
      <translation>Rücksetzen</translation>
    </message>
    <message>
      <source>Nothing is asked of the server.</source>
      <translation>Der Server wird nicht gefragt.</translation>
    </message>
    <message>
      <source>Waiting for the server to answer.</source>
      <translation>Die Antwort des Servers steht aus.</translation>
    </message>
    <message>
      <source>Bytes arrive as they should.</source>
      <translation>Die Daten kommen, wie sie sollen.</translation>
    </message>
    <message>
      <source>The connection is open, yet silent for longer than its heartbeat allows.</source>
      <translation>Die Verbindung ist offen, aber länger still, als ihr Herzschlag erlaubt.</translation>
    </message>
    <message>
      <source>The connection ended; the next attempt goes on from the last event id.</source>
      <translation>Die Verbindung endete; der nächste Versuch setzt bei der letzten Id fort.</translation>
    </message>
    <message>
      <source>Too many failures: the server is left in peace until one probe succeeds.</source>
      <translation>Zu viele Fehlschläge: Der Server bleibt in Ruhe, bis eine Probe gelingt.</translation>
    </message>
    <message>
      <source>The stream is not to be had, so the server is asked at intervals instead.</source>
      <translation>Der Strom ist nicht zu haben, daher wird der Server in Abständen gefragt.</translation>
    </message>
    <message>
      <source>You paused it. Going on resumes from the last event id.</source>
      <translation>Sie haben ihn angehalten. Weiter geht es ab der letzten Id.</translation>
    </message>
    <message>
      <source>It will not be tried again by itself.</source>
      <translation>Von selbst wird es nicht noch einmal versucht.</translation>
    </message>
    <message>
      <source>Sev</source>
      <translation>Grad</translation>
    </message>
    <message>
      <source>Summary</source>
      <translation>Inhalt</translation>
    </message>
    <message>
      <source>Conf</source>
      <translation>Vertr.</translation>
    </message>
    <message>
      <source>Log: row by row, by the page, to either end</source>
      <translation>Liste: zeilenweise, seitenweise, an ein Ende</translation>
    </message>
    <message>
      <source>Log: show the row in the inspector</source>
      <translation>Liste: Zeile im Inspektor zeigen</translation>
    </message>
    <message>
      <source>Map: move, zoom, whole world</source>
      <translation>Karte: schieben, vergrößern, ganze Welt</translation>
    </message>
    <message>
      <source>Map: filter by a circle</source>
      <translation>Karte: nach einem Kreis filtern</translation>
    </message>
    <message>
      <source>Filter: earlier queries, clear</source>
      <translation>Filter: frühere Abfragen, löschen</translation>
    </message>
    <message>
      <source>Last 15 min</source>
      <translation>Letzte 15 min</translation>
    </message>
    <message>
      <source>Last 60 min</source>
      <translation>Letzte 60 min</translation>
    </message>
    <message>
      <source>Last 6 h</source>
      <translation>Letzte 6 h</translation>
    </message>
    <message>
      <source>Last 24 h</source>
      <translation>Letzte 24 h</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Global</source>
      <translation>Welt</translation>
    </message>
    <message>
      <source>Middle East</source>
      <translation>Naher Osten</translation>
    </message>
    <message>
      <source>Europe</source>
      <translation>Europa</translation>
    </message>
    <message>
      <source>Africa</source>
      <translation>Afrika</translation>
    </message>
    <message>
      <source>Asia-Pacific</source>
      <translation>Asien-Pazifik</translation>
    </message>
    <message>
      <source>Americas</source>
      <translation>Amerika</translation>
    </message>
  </context>
</TS>
