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
      <source>{name} is to be opened here. Finish what you are doing first.</source>
      <translation>{name} soll hier geöffnet werden. Beenden Sie erst, was Sie gerade tun.</translation>
    </message>
    <message>
      <source>Open it</source>
      <translation>Öffnen</translation>
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
      <source>Decide…</source>
      <translation>Entscheiden…</translation>
    </message>
    <message>
      <source>Retry now</source>
      <translation>Erneut</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>Bearbeiten…</translation>
    </message>
    <message>
      <source>{count} unread</source>
      <translation>{count} ungelesen</translation>
    </message>
    <message>
      <source>The certificate is not checked.</source>
      <translation>Das Zertifikat wird nicht geprüft.</translation>
    </message>
    <message>
      <source>{count} events kept, {unread}</source>
      <translation>{count} Ereignisse behalten, {unread}</translation>
    </message>
    <message>
      <source>{count} held back by its pace</source>
      <translation>{count} durch sein Tempo zurückgehalten</translation>
    </message>
    <message>
      <source>Last event {span} ago</source>
      <translation>Letztes Ereignis vor {span}</translation>
    </message>
    <message>
      <source>Last event id {id}</source>
      <translation>Letzte Ereignis-Id {id}</translation>
    </message>
    <message>
      <source>Overall status</source>
      <translation>Gesamtzustand</translation>
    </message>
    <message>
      <source>{up} of {count} up</source>
      <translation>{up} von {count} verbunden</translation>
    </message>
    <message>
      <source>No channels</source>
      <translation>Keine Kanäle</translation>
    </message>
    <message>
      <source>All is well</source>
      <translation>Alles in Ordnung</translation>
    </message>
    <message>
      <source>The certificate is not checked, so anyone on the way can change this: {names}</source>
      <translation>Das Zertifikat wird nicht geprüft, also kann jeder unterwegs dies ändern: {names}</translation>
    </message>
    <message>
      <source>{count} pinned events of the time with the demo have no place in this journal: what was around them has been dropped. They are in {path}.</source>
      <translation>{count} angeheftete Ereignisse aus der Zeit mit der Demo haben in diesem Journal keinen Platz: Was um sie herum stand, wurde verworfen. Sie sind in {path}.</translation>
    </message>
    <message>
      <source>This journal had other events of {before}. They are kept, and are called {after} from now on.</source>
      <translation>Dieses Journal hatte andere Ereignisse von {before}. Sie bleiben erhalten und heißen von nun an {after}.</translation>
    </message>
    <message>
      <source>What your feeds brought while the demo ran could not be brought here, and is kept until it can. They are not connected meanwhile. {reason}</source>
      <translation>Was Ihre Feeds brachten, während die Demo lief, konnte nicht hierher gebracht werden; es bleibt erhalten, bis es gelingt. Sie sind so lange nicht verbunden. {reason}</translation>
    </message>
    <message>
      <source>{count} events that came while the demo ran are here.</source>
      <translation>{count} Ereignisse, die während der Demo kamen, sind hier.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Noch einmal</translation>
    </message>
    <message>
      <source>The views, rules and plots that need no other feed go with them; no layouts and no secrets.</source>
      <translation>Die Ansichten, Regeln und Kurven, die keinen anderen Feed brauchen, gehen mit; keine Anordnungen und keine Geheimnisse.</translation>
    </message>
    <message>
      <source>Export the feeds</source>
      <translation>Feeds ausgeben</translation>
    </message>
    <message>
      <source>Feeds</source>
      <translation>Feeds</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportieren …</translation>
    </message>
    <message>
      <source>The credential “{name}” is kept for {known}.</source>
      <translation>Die Anmeldung „{name}“ gilt für {known}.</translation>
    </message>
    <message>
      <source>This feed would send it to {places}. Nothing was sent so far.</source>
      <translation>Dieser Feed würde sie an {places} senden. Bisher wurde nichts gesendet.</translation>
    </message>
    <message>
      <source>Send it there too</source>
      <translation>Auch dorthin senden</translation>
    </message>
    <message>
      <source>An earlier version kept the credential “{name}”, and not where it may go.</source>
      <translation>Eine frühere Version hat die Anmeldung „{name}“ verwahrt, aber nicht, wohin sie darf.</translation>
    </message>
    <message>
      <source>Agree only if you trust all of that; or sign in with another one below.</source>
      <translation>Stimmen Sie nur zu, wenn Sie all dem vertrauen; oder melden Sie sich unten mit einer anderen an.</translation>
    </message>
    <message>
      <source>Whoever runs what is on that way may be able to read it.</source>
      <translation>Wer betreibt, was auf diesem Weg liegt, kann sie vielleicht mitlesen.</translation>
    </message>
    <message>
      <source>without a check of its certificate</source>
      <translation>ohne Prüfung seines Zertifikats</translation>
    </message>
    <message>
      <source>through the proxy {proxy}</source>
      <translation>über den Proxy {proxy}</translation>
    </message>
    <message>
      <source>vouched for by {name}</source>
      <translation>verbürgt durch {name}</translation>
    </message>
    <message>
      <source>Signed in.</source>
      <translation>Angemeldet.</translation>
    </message>
    <message>
      <source>Get a code</source>
      <translation>Code anfordern</translation>
    </message>
    <message>
      <source>Open in the browser</source>
      <translation>Im Browser öffnen</translation>
    </message>
    <message>
      <source>Copy the code</source>
      <translation>Code kopieren</translation>
    </message>
    <message>
      <source>Signed in, until the token ends: this server gives none to renew it with.</source>
      <translation>Angemeldet, bis das Token endet: Dieser Server gibt keines, um es zu erneuern.</translation>
    </message>
    <message>
      <source>Waiting for you to sign in. The code is good for {minutes}:{seconds:02d}.</source>
      <translation>Es wird auf Ihre Anmeldung gewartet. Der Code gilt noch {minutes}:{seconds:02d}.</translation>
    </message>
    <message>
      <source>Asking for a code…</source>
      <translation>Ein Code wird angefordert …</translation>
    </message>
    <message>
      <source>Open {address} on any screen and type:</source>
      <translation>Öffnen Sie {address} auf einem beliebigen Bildschirm und geben Sie ein:</translation>
    </message>
    <message>
      <source>Code: {code}</source>
      <translation>Code: {code}</translation>
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
      <source>Paste an address, or choose what it is.</source>
      <translation>Fügen Sie eine Adresse ein, oder wählen Sie, was es ist.</translation>
    </message>
    <message>
      <source>The feed works, and is not saved: {reason}</source>
      <translation>Der Feed läuft, ist aber nicht gesichert: {reason}</translation>
    </message>
    <message>
      <source>This system has no keyring: {name} is signed in until the program ends. To have it the next time, put the secret into the environment variable {variable}.</source>
      <translation>Dieses System hat keinen Schlüsselbund: {name} ist angemeldet, bis das Programm endet. Damit es beim nächsten Mal angemeldet ist, setzen Sie das Geheimnis in die Umgebungsvariable {variable}.</translation>
    </message>
    <message>
      <source>{reason} The credential is kept for this session only.</source>
      <translation>{reason} Die Anmeldung gilt nur für diese Sitzung.</translation>
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
      <source>Remove…</source>
      <translation>Entfernen…</translation>
    </message>
    <message>
      <source>Copied. No secret is in it: put in your own where it names one.</source>
      <translation>Kopiert. Kein Geheimnis ist enthalten: Setzen Sie Ihr eigenes ein, wo eines genannt ist.</translation>
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
      <source>Do not check the certificate</source>
      <translation>Zertifikat nicht prüfen</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>blue</source>
      <translation>Blau</translation>
    </message>
    <message>
      <source>violet</source>
      <translation>Violett</translation>
    </message>
    <message>
      <source>teal</source>
      <translation>Türkis</translation>
    </message>
    <message>
      <source>yellow</source>
      <translation>Gelb</translation>
    </message>
    <message>
      <source>orange</source>
      <translation>Orange</translation>
    </message>
    <message>
      <source>pink</source>
      <translation>Rosa</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Farbe</translation>
    </message>
    <message>
      <source>Colour: by itself</source>
      <translation>Farbe: von selbst</translation>
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
      <source>The server asks who you are. Sign in; the secret is kept apart from the feed.</source>
      <translation>Der Server fragt, wer Sie sind. Melden Sie sich an; das Geheimnis wird getrennt vom Feed aufbewahrt.</translation>
    </message>
    <message>
      <source>Sign in, if the server asks for it. The secret is kept apart from the feed.</source>
      <translation>Melden Sie sich an, falls der Server es verlangt. Das Geheimnis wird getrennt vom Feed aufbewahrt.</translation>
    </message>
    <message>
      <source>Vouched for by {name}…</source>
      <translation>Es bürgt {name} …</translation>
    </message>
    <message>
      <source>Choose its own authority…</source>
      <translation>Seine eigene Zertifizierungsstelle wählen …</translation>
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
      <source>It seems to be: {kind}</source>
      <translation>Es scheint zu sein: {kind}</translation>
    </message>
    <message>
      <source>Kept apart: {kinds}.</source>
      <translation>Getrennt aufbewahrt: {kinds}.</translation>
    </message>
    <message>
      <source>Colour: {name}</source>
      <translation>Farbe: {name}</translation>
    </message>
    <message>
      <source>any stream of events</source>
      <translation>ein beliebiger Strom von Ereignissen</translation>
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
      <source>Who vouches for this server</source>
      <translation>Wer für diesen Server bürgt</translation>
    </message>
    <message>
      <source>Certificates (*.pem *.crt *.cer)</source>
      <translation>Zertifikate (*.pem *.crt *.cer)</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>Alle Dateien (*)</translation>
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
      <source>What arrives</source>
      <translation>Was ankommt</translation>
    </message>
    <message>
      <source>The first events are shown here, as they come.</source>
      <translation>Hier erscheinen die ersten Ereignisse, sobald sie kommen.</translation>
    </message>
    <message>
      <source>1 event</source>
      <translation>1 Ereignis</translation>
    </message>
    <message>
      <source>Connected. Nothing has come yet; you can add it all the same.</source>
      <translation>Verbunden. Noch ist nichts gekommen; Sie können ihn trotzdem hinzufügen.</translation>
    </message>
    <message>
      <source>What comes is called an event stream and is none: it begins with {start}.</source>
      <translation>Was kommt, heißt Ereignisstrom und ist keiner: Es beginnt mit {start}.</translation>
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
      <source>Proxy: write system, or an address that begins with http://, https:// or socks5://.</source>
      <translation>Proxy: Schreiben Sie system oder eine Adresse, die mit http://, https:// oder socks5:// beginnt.</translation>
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
      <source>How {host} describes it</source>
      <translation>Wie {host} das beschreibt</translation>
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
      <source>OAuth 2: sign in on another screen</source>
      <translation>OAuth 2: auf einem anderen Bildschirm anmelden</translation>
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
      <source>Address for codes</source>
      <translation>Adresse für Codes</translation>
    </message>
    <message>
      <source>Client secret (optional)</source>
      <translation>Geheimnis des Clients (freigestellt)</translation>
    </message>
    <message>
      <source>Go back to an earlier version</source>
      <translation>Zu einer früheren Fassung zurückgehen</translation>
    </message>
    <message>
      <source>As it was until (UTC), and what was changed then. What is there now is kept too.</source>
      <translation>Wie es bis dahin war (UTC), und was dann geändert wurde. Was jetzt da ist, bleibt auch erhalten.</translation>
    </message>
    <message>
      <source>{name} was changed by another program. What it said is kept among its versions.</source>
      <translation>{name} wurde von einem anderen Programm geändert. Was dort stand, ist unter den Versionen aufbewahrt.</translation>
    </message>
    <message>
      <source>Workspace</source>
      <translation>Arbeitsbereich</translation>
    </message>
    <message>
      <source>Open that instead</source>
      <translation>Stattdessen das öffnen</translation>
    </message>
    <message>
      <source>Your feed is in the workspace {name}, which the next start opens. What it brings until then comes along.</source>
      <translation>Ihr Feed ist im Arbeitsbereich {name}, den der nächste Start öffnet. Was er bis dahin bringt, kommt mit.</translation>
    </message>
    <message>
      <source>Your feed is in the workspace {name}, which the next start opens. What comes while the demo runs is not kept.</source>
      <translation>Ihr Feed ist im Arbeitsbereich {name}, den der nächste Start öffnet. Was kommt, während die Demo läuft, wird nicht aufbewahrt.</translation>
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
      <source>Go back to an earlier version…</source>
      <translation>Zu einer früheren Fassung zurückgehen …</translation>
    </message>
    <message>
      <source>Open the demo</source>
      <translation>Vorführung öffnen</translation>
    </message>
    <message>
      <source>No earlier version can be read.</source>
      <translation>Keine frühere Fassung ist lesbar.</translation>
    </message>
    <message>
      <source>Open {name}</source>
      <translation>{name} öffnen</translation>
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
      <source>Add a curve</source>
      <translation>Kurve hinzufügen</translation>
    </message>
    <message>
      <source>Show earlier figures too</source>
      <translation>Auch frühere Werte zeigen</translation>
    </message>
    <message>
      <source>Threshold</source>
      <translation>Grenzwert</translation>
    </message>
    <message>
      <source>A line is drawn at this figure. Nothing: no line.</source>
      <translation>Bei dieser Zahl wird eine Linie gezogen. Nichts: keine Linie.</translation>
    </message>
    <message>
      <source>Save plot</source>
      <translation>Diagramm sichern</translation>
    </message>
    <message>
      <source>Graphs</source>
      <translation>Diagramme</translation>
    </message>
    <message>
      <source>Remove a curve</source>
      <translation>Kurve entfernen</translation>
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
      <source>Save all as picture…</source>
      <translation>Alle als Bild speichern…</translation>
    </message>
    <message>
      <source>Save all as CSV…</source>
      <translation>Alle als CSV speichern…</translation>
    </message>
    <message>
      <source>Pictures (*.png)</source>
      <translation>Bilder (*.png)</translation>
    </message>
    <message>
      <source>CSV (*.csv)</source>
      <translation>CSV (*.csv)</translation>
    </message>
    <message>
      <source>“{text}” is no number.</source>
      <translation>„{text}“ ist keine Zahl.</translation>
    </message>
    <message>
      <source>Saved as {path}.</source>
      <translation>Gespeichert als {path}.</translation>
    </message>
    <message>
      <source>Threshold…</source>
      <translation>Grenzwert…</translation>
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
      <source>Filtered</source>
      <translation>Gefiltert</translation>
    </message>
    <message>
      <source>limit {figure}</source>
      <translation>Grenze {figure}</translation>
    </message>
    <message>
      <source>There is room for {count} plots: remove one, or drag this onto one.</source>
      <translation>Es ist Platz für {count} Diagramme: Entfernen Sie eines, oder ziehen Sie dies auf eines.</translation>
    </message>
    <message>
      <source>{count} replayed</source>
      <translation>{count} nachgesendet</translation>
    </message>
    <message>
      <source>No figures under this filter</source>
      <translation>Keine Werte unter diesem Filter</translation>
    </message>
    <message>
      <source>No figures in this span yet</source>
      <translation>Noch keine Werte in diesem Zeitraum</translation>
    </message>
    <message>
      <source>← earlier figures</source>
      <translation>← frühere Werte</translation>
    </message>
    <message>
      <source>nothing known</source>
      <translation>nichts bekannt</translation>
    </message>
    <message>
      <source>Throughput, all channels</source>
      <translation>Durchsatz, alle Kanäle</translation>
    </message>
    <message>
      <source>Throughput</source>
      <translation>Durchsatz</translation>
    </message>
    <message>
      <source>Attempts that failed</source>
      <translation>Gescheiterte Versuche</translation>
    </message>
    <message>
      <source>Errors</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Reconnections</source>
      <translation>Neuverbindungen</translation>
    </message>
    <message>
      <source>{channel} · throughput</source>
      <translation>{channel} · Durchsatz</translation>
    </message>
    <message>
      <source>Latency {quantile}</source>
      <translation>Latenz {quantile}</translation>
    </message>
    <message>
      <source>{known} of {chosen} so far</source>
      <translation>bisher {known} von {chosen}</translation>
    </message>
    <message>
      <source>{time} · {span}, {events} · {outcome}</source>
      <translation>{time} · {span}, {events} · {outcome}</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Versuche</translation>
    </message>
    <message>
      <source>This connection</source>
      <translation>Diese Verbindung</translation>
    </message>
    <message>
      <source>Bytes arrive, and nothing in them is a line of an event or comment.</source>
      <translation>Es kommen Bytes, aber nichts darin ist die Zeile eines Ereignisses oder Kommentars.</translation>
    </message>
    <message>
      <source>The connection is open, yet silent for far longer than ever before on it. No heartbeat is known: perhaps nothing happens there, perhaps the connection is dead.</source>
      <translation>Die Verbindung steht, ist aber viel länger still als je zuvor auf ihr. Ein Herzschlag ist nicht bekannt: Vielleicht geschieht dort nichts, vielleicht ist die Verbindung tot.</translation>
    </message>
    <message>
      <source>Bytes arrive, yet not as they should:</source>
      <translation>Es kommen Daten, aber nicht so, wie sie sollten:</translation>
    </message>
    <message>
      <source>Nothing has come from it yet; the next attempt comes by itself.</source>
      <translation>Von dort ist noch nichts gekommen; der nächste Versuch kommt von selbst.</translation>
    </message>
    <message>
      <source>not known yet</source>
      <translation>noch nicht bekannt</translation>
    </message>
    <message>
      <source>ours is {span} ahead of the server's</source>
      <translation>unsere geht {span} vor</translation>
    </message>
    <message>
      <source>the server's is {span} ahead of ours</source>
      <translation>die des Servers geht {span} vor</translation>
    </message>
    <message>
      <source>The headers of this attempt are not remembered, or it did not come so far.</source>
      <translation>Die Kopfzeilen dieses Versuchs sind nicht mehr gespeichert, oder er kam nicht so weit.</translation>
    </message>
    <message>
      <source>None: it did not come so far.</source>
      <translation>Keine: So weit kam es nicht.</translation>
    </message>
    <message>
      <source>{size} in 1 event</source>
      <translation>{size} in 1 Ereignis</translation>
    </message>
    <message>
      <source>{size} in {count} events</source>
      <translation>{size} in {count} Ereignissen</translation>
    </message>
    <message>
      <source>they agree</source>
      <translation>stimmen überein</translation>
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
      <source>Connection</source>
      <translation>Verbindung</translation>
    </message>
    <message>
      <source>Latency of events</source>
      <translation>Laufzeit der Ereignisse</translation>
    </message>
    <message>
      <source>Breaker history</source>
      <translation>Verlauf der Sicherung</translation>
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
      <source>It has never opened.</source>
      <translation>Sie hat noch nie ausgelöst.</translation>
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
      <source>Answer time</source>
      <translation>Antwortzeit</translation>
    </message>
    <message>
      <source>Latency</source>
      <translation>Laufzeit</translation>
    </message>
    <message>
      <source>Failures</source>
      <translation>Fehlschläge</translation>
    </message>
    <message>
      <source>Clocks</source>
      <translation>Uhren</translation>
    </message>
    <message>
      <source>Breaker</source>
      <translation>Sicherung</translation>
    </message>
    <message>
      <source>Back-off</source>
      <translation>Wartezeiten</translation>
    </message>
    <message>
      <source>last byte {span} ago</source>
      <translation>letztes Byte vor {span}</translation>
    </message>
    <message>
      <source>reconnected {count}×</source>
      <translation>{count}× neu verbunden</translation>
    </message>
    <message>
      <source>{state} · {failures} of {threshold} failures · opened {count}×</source>
      <translation>{state} · {failures} von {threshold} Fehlschlägen · {count}× geöffnet</translation>
    </message>
    <message>
      <source>try {attempt} of {tries}</source>
      <translation>Versuch {attempt} von {tries}</translation>
    </message>
    <message>
      <source>every {span:g} s</source>
      <translation>alle {span:g} s</translation>
    </message>
    <message>
      <source>next waits at most {waits} s</source>
      <translation>als Nächstes höchstens {waits} s</translation>
    </message>
    <message>
      <source>none</source>
      <translation>keine</translation>
    </message>
    <message>
      <source>not agreed on</source>
      <translation>nicht vereinbart</translation>
    </message>
    <message>
      <source>{time} in the last minute</source>
      <translation>{time} in der letzten Minute</translation>
    </message>
    <message>
      <source>{time} in five</source>
      <translation>{time} in fünf</translation>
    </message>
    <message>
      <source>{rate:.0%} of attempts in 5 min</source>
      <translation>{rate:.0%} der Versuche in 5 min</translation>
    </message>
    <message>
      <source>probe in {left} s</source>
      <translation>Probe in {left} s</translation>
    </message>
    <message>
      <source>{rate:.3g} a second</source>
      <translation>{rate:.3g} je Sekunde</translation>
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
      <source>recorded</source>
      <translation>aufgezeichnet</translation>
    </message>
    <message>
      <source>No attempt was recorded.</source>
      <translation>Kein Versuch wurde aufgezeichnet.</translation>
    </message>
    <message>
      <source>The certificate is not checked: anyone on the way can change this.</source>
      <translation>Das Zertifikat wird nicht geprüft: Jeder auf dem Weg kann dies ändern.</translation>
    </message>
    <message>
      <source>Over time</source>
      <translation>Zeitverlauf</translation>
    </message>
    <message>
      <source>Examine…</source>
      <translation>Untersuchen…</translation>
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
      <source>Nothing but events.</source>
      <translation>Nichts als Ereignisse.</translation>
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
      <source>First connection · {lasted}</source>
      <translation>Erste Verbindung · {lasted}</translation>
    </message>
    <message>
      <source>from id {id}</source>
      <translation>ab Kennung {id}</translation>
    </message>
    <message>
      <source>Over time: the last {span}</source>
      <translation>Zeitverlauf: die letzten {span}</translation>
    </message>
    <message>
      <source>The report is copied, as Markdown and without secrets.</source>
      <translation>Der Bericht ist kopiert, als Markdown und ohne Geheimnisse.</translation>
    </message>
    <message>
      <source>That place in the log has left memory: scroll back to it.</source>
      <translation>Diese Stelle im Protokoll ist nicht mehr im Speicher: Blättern Sie dorthin zurück.</translation>
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
      <translation>Debatte beendet</translation>
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
      <source>Received {when}</source>
      <translation>Empfangen {when}</translation>
    </message>
    <message>
      <source>no. {number}</source>
      <translation>Nr. {number}</translation>
    </message>
    <message>
      <source>Id {id}</source>
      <translation>Id {id}</translation>
    </message>
    <message>
      <source>Id {id} (of an earlier event)</source>
      <translation>Id {id} (eines früheren Ereignisses)</translation>
    </message>
    <message>
      <source>… more than can be shown</source>
      <translation>… mehr, als gezeigt werden kann</translation>
    </message>
    <message>
      <source>Copy value</source>
      <translation>Wert kopieren</translation>
    </message>
    <message>
      <source>Happened {when}</source>
      <translation>Geschehen {when}</translation>
    </message>
    <message>
      <source>Not JSON</source>
      <translation>Kein JSON</translation>
    </message>
    <message>
      <source>Without {term}</source>
      <translation>Ohne {term}</translation>
    </message>
    <message>
      <source>Highlight {term}</source>
      <translation>{term} hervorheben</translation>
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
      <source>Each connection sends the feed's {method} request once more.</source>
      <translation>Jede Verbindung sendet die {method}-Anfrage des Feeds noch einmal.</translation>
    </message>
    <message>
      <source>This is wrong with the stream, the gravest first:</source>
      <translation>Das stimmt mit dem Strom nicht, das Schwerste zuerst:</translation>
    </message>
    <message>
      <source>It opens connections of its own, one at a time and eight at most, and listens for 20 s, or up to 45 s where the stream is silent. The feed goes on meanwhile.</source>
      <translation>Dafür werden eigene Verbindungen geöffnet, eine nach der anderen und höchstens acht, und 20 s lang gehört, bei einem stillen Strom bis zu 45 s. Der Feed läuft währenddessen weiter.</translation>
    </message>
    <message>
      <source>Examining…</source>
      <translation>Wird untersucht…</translation>
    </message>
    <message>
      <source>Examine</source>
      <translation>Untersuchen</translation>
    </message>
    <message>
      <source>Healthy. Nothing was found that is wrong with this stream.</source>
      <translation>Gesund. An diesem Strom wurde nichts Falsches gefunden.</translation>
    </message>
    <message>
      <source>The stream works, with a weakness:</source>
      <translation>Der Strom funktioniert, mit einer Schwäche:</translation>
    </message>
    <message>
      <source>Verdict</source>
      <translation>Befund</translation>
    </message>
    <message>
      <source>Examine {name}</source>
      <translation>{name} untersuchen</translation>
    </message>
    <message>
      <source>good</source>
      <translation>gut</translation>
    </message>
    <message>
      <source>bad</source>
      <translation>schlecht</translation>
    </message>
    <message>
      <source>What is wrong</source>
      <translation>Was nicht stimmt</translation>
    </message>
    <message>
      <source>No event says when it was sent.</source>
      <translation>Kein Ereignis sagt, wann es gesendet wurde.</translation>
    </message>
    <message>
      <source>p50 {p50} · p95 {p95} · p99 {p99}</source>
      <translation>p50 {p50} · p95 {p95} · p99 {p99}</translation>
    </message>
    <message>
      <source>Inspector</source>
      <translation>Inspektor</translation>
    </message>
    <message>
      <source>Event</source>
      <translation>Ereignis</translation>
    </message>
    <message>
      <source>{count} held back from the views by the feed's pace; the journal has them.</source>
      <translation>{count} durch das Tempo des Feeds von den Ansichten ferngehalten; das Journal hat sie.</translation>
    </message>
    <message>
      <source>too early to say</source>
      <translation>noch zu früh</translation>
    </message>
    <message>
      <source>not provable</source>
      <translation>nicht nachweisbar</translation>
    </message>
    <message>
      <source>Show these rows in the log</source>
      <translation>Diese Zeilen im Protokoll zeigen</translation>
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
      <source>Save diagnostics</source>
      <translation>Diagnose sichern</translation>
    </message>
    <message>
      <source>This is all that the file will hold. Secrets are taken out. Nothing is sent anywhere.</source>
      <translation>Das ist alles, was die Datei enthalten wird. Geheimnisse sind herausgenommen. Nichts wird irgendwohin geschickt.</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>Sichern…</translation>
    </message>
    <message>
      <source>What is in it</source>
      <translation>Was darin ist</translation>
    </message>
    <message>
      <source>Archives (*.zip)</source>
      <translation>Archive (*.zip)</translation>
    </message>
    <message>
      <source>The channel over time</source>
      <translation>Der Kanal im Zeitverlauf</translation>
    </message>
    <message>
      <source>Nothing is known of this time.</source>
      <translation>Über diese Zeit ist nichts bekannt.</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>Events/s</source>
      <translation>Ereignisse/s</translation>
    </message>
    <message>
      <source>Gaps</source>
      <translation>Lücken</translation>
    </message>
    <message>
      <source>{share:.0%} up</source>
      <translation>{share:.0%} da</translation>
    </message>
    <message>
      <source>{state} for {span}</source>
      <translation>{state}, {span} lang</translation>
    </message>
    <message>
      <source>{rate:.3g} events a second</source>
      <translation>{rate:.3g} Ereignisse je Sekunde</translation>
    </message>
    <message>
      <source>No connection yet: its times are shown then.</source>
      <translation>Noch keine Verbindung: ihre Zeiten folgen.</translation>
    </message>
    <message>
      <source>Times of the chosen attempt</source>
      <translation>Zeiten des gewählten Versuchs</translation>
    </message>
    <message>
      <source>A recording has the times of a connection at its end.</source>
      <translation>Eine Aufzeichnung hat die Zeiten einer Verbindung an deren Ende.</translation>
    </message>
    <message>
      <source>{begin} to {end}</source>
      <translation>{begin} bis {end}</translation>
    </message>
    <message>
      <source>The disk that holds {path} is full. Make room on it.</source>
      <translation>Der Datenträger mit {path} ist voll. Schaffen Sie dort Platz.</translation>
    </message>
    <message>
      <source>Until then what comes in is kept only as long as this window is open.</source>
      <translation>Bis dahin wird, was ankommt, nur aufbewahrt, solange dieses Fenster offen ist.</translation>
    </message>
    <message>
      <source>The journal is written again.</source>
      <translation>Das Journal wird wieder geschrieben.</translation>
    </message>
    <message>
      <source>The journal is being opened. A large or damaged one takes its time; feeds are connected then.</source>
      <translation>Das Journal wird geöffnet. Ein großes oder beschädigtes braucht seine Zeit; danach werden die Feeds verbunden.</translation>
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
      <source>Event log</source>
      <translation>Ereignisse</translation>
    </message>
    <message>
      <source>pinned</source>
      <translation>angeheftet</translation>
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
      <source>Find: a word or a query</source>
      <translation>Suchen: ein Wort oder eine Abfrage</translation>
    </message>
    <message>
      <source>Find in the log</source>
      <translation>Im Protokoll suchen</translation>
    </message>
    <message>
      <source>Next newer match (Shift+F3)</source>
      <translation>Nächster neuerer Treffer (Umschalt+F3)</translation>
    </message>
    <message>
      <source>Next older match (F3)</source>
      <translation>Nächster älterer Treffer (F3)</translation>
    </message>
    <message>
      <source>Close the search</source>
      <translation>Suche schließen</translation>
    </message>
    <message>
      <source>The first rule that holds for a row marks it, with a bar, a ground and a shape.</source>
      <translation>Die erste Regel, die auf eine Zeile zutrifft, hebt sie hervor: mit Balken, Grund und Form.</translation>
    </message>
    <message>
      <source>Rules</source>
      <translation>Regeln</translation>
    </message>
    <message>
      <source>No rows are highlighted yet.</source>
      <translation>Noch wird keine Zeile hervorgehoben.</translation>
    </message>
    <message>
      <source>Add a rule, and say which rows it marks: type:airstrike, for instance.</source>
      <translation>Fügen Sie eine Regel hinzu und sagen Sie, welche Zeilen sie hervorhebt: zum Beispiel type:airstrike.</translation>
    </message>
    <message>
      <source>Highlight rules</source>
      <translation>Regeln zum Hervorheben</translation>
    </message>
    <message>
      <source>Move up</source>
      <translation>Nach oben</translation>
    </message>
    <message>
      <source>Rows that match</source>
      <translation>Zeilen, die passen</translation>
    </message>
    <message>
      <source>Blue, a disc</source>
      <translation>Blau, eine Scheibe</translation>
    </message>
    <message>
      <source>Violet, a square</source>
      <translation>Violett, ein Quadrat</translation>
    </message>
    <message>
      <source>Teal, a triangle</source>
      <translation>Türkis, ein Dreieck</translation>
    </message>
    <message>
      <source>Yellow, a diamond</source>
      <translation>Gelb, eine Raute</translation>
    </message>
    <message>
      <source>Orange, a triangle on its tip</source>
      <translation>Orange, ein Dreieck auf der Spitze</translation>
    </message>
    <message>
      <source>Pink, a cross</source>
      <translation>Rosa, ein Kreuz</translation>
    </message>
    <message>
      <source>A query says which rows to mark.</source>
      <translation>Eine Abfrage sagt, welche Zeilen hervorgehoben werden.</translation>
    </message>
    <message>
      <source>{channel} is cleared from view. The journal keeps all of it.</source>
      <translation>{channel} ist ausgeblendet. Das Journal behält alles.</translation>
    </message>
    <message>
      <source>Clear from view</source>
      <translation>Ausblenden, was bisher kam</translation>
    </message>
    <message>
      <source>That event is not in the journal any more.</source>
      <translation>Dieses Ereignis ist nicht mehr im Journal.</translation>
    </message>
    <message>
      <source>Searching the journal…</source>
      <translation>Das Journal wird durchsucht …</translation>
    </message>
    <message>
      <source>No older match</source>
      <translation>Kein älterer Treffer</translation>
    </message>
    <message>
      <source>No newer match</source>
      <translation>Kein neuerer Treffer</translation>
    </message>
    <message>
      <source>Remove column {path}</source>
      <translation>Spalte {path} entfernen</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Weitersuchen</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Anhalten</translation>
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
      <source>Only pinned rows are shown.</source>
      <translation>Nur angeheftete Zeilen werden gezeigt.</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>Alle zeigen</translation>
    </message>
    <message>
      <source>Searched back to {time}</source>
      <translation>Durchsucht bis zurück zu {time}</translation>
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
      <source>Cleared from view: {channels}. The journal keeps it.</source>
      <translation>Ausgeblendet: {channels}. Das Journal behält es.</translation>
    </message>
    <message>
      <source>Show again</source>
      <translation>Wieder zeigen</translation>
    </message>
    <message>
      <source>Pin with a note</source>
      <translation>Mit Notiz anheften</translation>
    </message>
    <message>
      <source>What is to be remembered of this event?</source>
      <translation>Was soll zu diesem Ereignis festgehalten werden?</translation>
    </message>
    <message>
      <source>Shift+Return begins another line.</source>
      <translation>Umschalt+Eingabe beginnt eine neue Zeile.</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Liste</translation>
    </message>
    <message>
      <source>Show pinned rows only (Ctrl+Shift+P)</source>
      <translation>Nur angeheftete Zeilen zeigen (Strg+Umschalt+P)</translation>
    </message>
    <message>
      <source>There are {count} pins, which is all that can be. Take some off first.</source>
      <translation>Es sind {count} Zeilen angeheftet, mehr gehen nicht. Lösen Sie zuerst einige.</translation>
    </message>
    <message>
      <source>Pin, or take the pin off</source>
      <translation>Anheften oder lösen</translation>
    </message>
    <message>
      <source>Pin with a note…</source>
      <translation>Mit Notiz anheften …</translation>
    </message>
    <message>
      <source>Show pinned rows only</source>
      <translation>Nur angeheftete Zeilen zeigen</translation>
    </message>
    <message>
      <source>Choose an event of the log first.</source>
      <translation>Wählen Sie zuerst ein Ereignis im Protokoll.</translation>
    </message>
    <message>
      <source>This is a recording: its pins stay as they are.</source>
      <translation>Dies ist eine Aufzeichnung: Was angeheftet ist, bleibt, wie es ist.</translation>
    </message>
    <message>
      <source>This event is no longer in the journal, so it cannot be pinned.</source>
      <translation>Dieses Ereignis ist nicht mehr im Journal und lässt sich daher nicht anheften.</translation>
    </message>
    <message>
      <source>Pinned · {count}</source>
      <translation>Angeheftet · {count}</translation>
    </message>
    <message>
      <source>Keep this event, whatever the journal drops (Ctrl+D)</source>
      <translation>Dieses Ereignis behalten, was immer das Journal verwirft (Strg+D)</translation>
    </message>
    <message>
      <source>Unpin</source>
      <translation>Lösen</translation>
    </message>
    <message>
      <source>Pin</source>
      <translation>Anheften</translation>
    </message>
    <message>
      <source>Keep this event no longer (Ctrl+D)</source>
      <translation>Dieses Ereignis nicht länger behalten (Strg+D)</translation>
    </message>
    <message>
      <source>Edit note…</source>
      <translation>Notiz ändern …</translation>
    </message>
    <message>
      <source>Note…</source>
      <translation>Notiz …</translation>
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
      <source>Highlight {what}</source>
      <translation>{what} hervorheben</translation>
    </message>
    <message>
      <source>Dropped from the journal, as its retention says</source>
      <translation>Aus dem Journal entfernt, wie seine Aufbewahrung es vorsieht</translation>
    </message>
    <message>
      <source>Ctrl+Shift+F clears the filter; Ctrl+F changes it.</source>
      <translation>Strg+Umschalt+F hebt den Filter auf, Strg+F ändert ihn.</translation>
    </message>
    <message>
      <source>The journal has what came before.</source>
      <translation>Was vorher kam, steht im Journal.</translation>
    </message>
    <message>
      <source>No events yet</source>
      <translation>Noch keine Ereignisse</translation>
    </message>
    <message>
      <source>What the feeds send appears here as it comes.</source>
      <translation>Was die Feeds senden, erscheint hier, sobald es kommt.</translation>
    </message>
    <message>
      <source>No pinned row to show</source>
      <translation>Keine angeheftete Zeile</translation>
    </message>
    <message>
      <source>Ctrl+D pins the row that is chosen.</source>
      <translation>Strg+D heftet die gewählte Zeile an.</translation>
    </message>
    <message>
      <source>Looking in the journal…</source>
      <translation>Das Journal wird durchsucht…</translation>
    </message>
    <message>
      <source>Nothing matches this filter</source>
      <translation>Nichts passt zu diesem Filter</translation>
    </message>
    <message>
      <source>Nothing new since you cleared the log</source>
      <translation>Nichts Neues, seit Sie das Protokoll geleert haben</translation>
    </message>
    <message>
      <source>Add a feed (Ctrl+N); what it sends appears here.</source>
      <translation>Fügen Sie einen Feed hinzu (Strg+N); was er sendet, erscheint hier.</translation>
    </message>
    <message>
      <source>altered</source>
      <translation>verändert</translation>
    </message>
    <message>
      <source>late</source>
      <translation>verspätet</translation>
    </message>
    <message>
      <source>doubtful</source>
      <translation>zweifelhaft</translation>
    </message>
    <message>
      <source>Altered: this id came before, with other content.</source>
      <translation>Verändert: Diese Kennung kam schon, mit anderem Inhalt.</translation>
    </message>
    <message>
      <source>Late: by its id it is older than the event before it.</source>
      <translation>Verspätet: Der Kennung nach ist es älter als das Ereignis davor.</translation>
    </message>
    <message>
      <source>Doubtful: it was saved from a damaged journal, and cannot be proven.</source>
      <translation>Zweifelhaft: Es wurde aus einem beschädigten Journal gerettet und lässt sich nicht beweisen.</translation>
    </message>
    <message>
      <source>Pinned</source>
      <translation>Angeheftet</translation>
    </message>
    <message>
      <source>Pinned: {note}</source>
      <translation>Angeheftet: {note}</translation>
    </message>
    <message>
      <source>Save what matches…</source>
      <translation>Speichern, was passt…</translation>
    </message>
    <message>
      <source>Save what matches</source>
      <translation>Speichern, was passt</translation>
    </message>
    <message>
      <source>JSON lines (*.ndjson *.jsonl)</source>
      <translation>JSON-Zeilen (*.ndjson *.jsonl)</translation>
    </message>
    <message>
      <source>Parquet needs pyarrow, which is not installed. Save as JSON lines or CSV.</source>
      <translation>Parquet braucht pyarrow, das nicht installiert ist. Als JSON-Zeilen oder CSV speichern.</translation>
    </message>
    <message>
      <source>{count} events saved in {file}</source>
      <translation>{count} Ereignisse gespeichert in {file}</translation>
    </message>
    <message>
      <source>The filter cannot be read. Mend it or clear it, and save again.</source>
      <translation>Der Filter ist nicht lesbar. Bitte berichtigen oder leeren und noch einmal speichern.</translation>
    </message>
    <message>
      <source>Parquet (*.parquet)</source>
      <translation>Parquet (*.parquet)</translation>
    </message>
    <message>
      <source>One event saved in {file}</source>
      <translation>Ein Ereignis gespeichert in {file}</translation>
    </message>
    <message>
      <source>No event matches: {file} is empty</source>
      <translation>Kein Ereignis passt: {file} ist leer</translation>
    </message>
    <message>
      <source>Saving {file}…</source>
      <translation>{file} wird gespeichert…</translation>
    </message>
    <message>
      <source>1 event cleared from the map</source>
      <translation>1 Ereignis von der Karte genommen</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Ausblenden</translation>
    </message>
    <message>
      <source>{count} events cleared from the map</source>
      <translation>{count} Ereignisse von der Karte genommen</translation>
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
      <source>Box</source>
      <translation>Rahmen</translation>
    </message>
    <message>
      <source>Drag a box to filter by (or drag with Shift); Escape takes it away</source>
      <translation>Ziehen Sie einen Rahmen, nach dem gefiltert wird (oder ziehen Sie mit Umschalt); Esc nimmt ihn weg</translation>
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
      <source>Replay</source>
      <translation>Wiedergabe</translation>
    </message>
    <message>
      <source>Open a recording</source>
      <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
      <source>Recordings (*.watchfloor)</source>
      <translation>Aufzeichnungen (*.watchfloor)</translation>
    </message>
    <message>
      <source>{name} opens in a window of its own; the feeds here go on.</source>
      <translation>{name} öffnet sich in einem eigenen Fenster; die Feeds hier laufen weiter.</translation>
    </message>
    <message>
      <source>Another window could not be opened. Start `watchfloor {path}` yourself.</source>
      <translation>Ein weiteres Fenster ließ sich nicht öffnen. Starten Sie `watchfloor {path}` selbst.</translation>
    </message>
    <message>
      <source>Open a recording…</source>
      <translation>Aufzeichnung öffnen…</translation>
    </message>
    <message>
      <source>Replay this journal</source>
      <translation>Dieses Journal wiedergeben</translation>
    </message>
    <message>
      <source>RECORDING</source>
      <translation>AUFZEICHNUNG</translation>
    </message>
    <message>
      <source>Play</source>
      <translation>Abspielen</translation>
    </message>
    <message>
      <source>Previous event</source>
      <translation>Voriges Ereignis</translation>
    </message>
    <message>
      <source>Next event</source>
      <translation>Nächstes Ereignis</translation>
    </message>
    <message>
      <source>Speed</source>
      <translation>Geschwindigkeit</translation>
    </message>
    <message>
      <source>Again from the beginning</source>
      <translation>Wieder von vorn</translation>
    </message>
    <message>
      <source>As fast as it goes</source>
      <translation>So schnell es geht</translation>
    </message>
    <message>
      <source>Pause the replay</source>
      <translation>Wiedergabe anhalten</translation>
    </message>
    <message>
      <source>Play the recording</source>
      <translation>Aufzeichnung abspielen</translation>
    </message>
    <message>
      <source>The recording's own time: {now}</source>
      <translation>Die Zeit der Aufzeichnung: {now}</translation>
    </message>
    <message>
      <source>Nothing is connected: this is what was recorded.</source>
      <translation>Nichts ist verbunden: Das ist, was aufgezeichnet wurde.</translation>
    </message>
    <message>
      <source>Jump to a time</source>
      <translation>Zu einem Zeitpunkt springen</translation>
    </message>
    <message>
      <source>Recording · {span}</source>
      <translation>Aufzeichnung · {span}</translation>
    </message>
    <message>
      <source>Recorded</source>
      <translation>Aufgezeichnet</translation>
    </message>
    <message>
      <source>Replay at {speed}</source>
      <translation>Wiedergabe mit {speed}</translation>
    </message>
    <message>
      <source>Play or pause</source>
      <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
      <source>Faster</source>
      <translation>Schneller</translation>
    </message>
    <message>
      <source>Slower</source>
      <translation>Langsamer</translation>
    </message>
    <message>
      <source>Jump to a time…</source>
      <translation>Zu einem Zeitpunkt springen…</translation>
    </message>
    <message>
      <source>Go to the moment of the chosen row</source>
      <translation>Zum Zeitpunkt der gewählten Zeile gehen</translation>
    </message>
    <message>
      <source>Go to the beginning</source>
      <translation>Zum Anfang gehen</translation>
    </message>
    <message>
      <source>Show it whole</source>
      <translation>Ganz zeigen</translation>
    </message>
    <message>
      <source>Again from the beginning, at its end</source>
      <translation>Am Ende wieder von vorn</translation>
    </message>
    <message>
      <source>A time of the recording, such as {examples}</source>
      <translation>Ein Zeitpunkt der Aufzeichnung, etwa {examples}</translation>
    </message>
    <message>
      <source>Time of the recording</source>
      <translation>Zeit der Aufzeichnung</translation>
    </message>
    <message>
      <source>About Watchfloor</source>
      <translation>Über Watchfloor</translation>
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
      <source>A desktop monitor for live feeds: every event accounted for.</source>
      <translation>Ein Monitor für Live-Feeds: über jedes Ereignis wird Buch geführt.</translation>
    </message>
    <message>
      <source>Free software under the MIT licence. Nothing you watch leaves this machine.</source>
      <translation>Freie Software unter der MIT-Lizenz. Nichts, was Sie beobachten, verlässt diesen Rechner.</translation>
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
      <source>Add a plot…</source>
      <translation>Diagramm hinzufügen…</translation>
    </message>
    <message>
      <source>Graphs follow the filter</source>
      <translation>Die Diagramme folgen dem Filter</translation>
    </message>
    <message>
      <source>Save all graphs as picture…</source>
      <translation>Alle Diagramme als Bild speichern…</translation>
    </message>
    <message>
      <source>Save all graphs as CSV…</source>
      <translation>Alle Diagramme als CSV speichern…</translation>
    </message>
    <message>
      <source>Graphs: {span}</source>
      <translation>Diagramme: {span}</translation>
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
      <source>User guide</source>
      <translation>Benutzerhandbuch (englisch)</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Seiten</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>Seite</translation>
    </message>
    <message>
      <source>Search the guide</source>
      <translation>Handbuch durchsuchen</translation>
    </message>
    <message>
      <source>Shortcuts</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>In the views</source>
      <translation>In den Ansichten</translation>
    </message>
    <message>
      <source>Layout</source>
      <translation>Anordnung</translation>
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
      <source>Kept as “{name}”, in the Layout menu.</source>
      <translation>Als „{name}“ gesichert, im Menü Anordnung.</translation>
    </message>
    <message>
      <source>Float: {name}</source>
      <translation>Lösen: {name}</translation>
    </message>
    <message>
      <source>{copied} rows copied; {missing} more are in the journal: export takes them all.</source>
      <translation>{copied} Zeilen kopiert; {missing} weitere stehen im Journal: Der Export nimmt alle.</translation>
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
      <source>Find in the log…</source>
      <translation>Im Protokoll suchen …</translation>
    </message>
    <message>
      <source>Find the next older match</source>
      <translation>Nächsten älteren Treffer suchen</translation>
    </message>
    <message>
      <source>Find the next newer match</source>
      <translation>Nächsten neueren Treffer suchen</translation>
    </message>
    <message>
      <source>Highlight rules…</source>
      <translation>Regeln zum Hervorheben …</translation>
    </message>
    <message>
      <source>Show cleared rows again</source>
      <translation>Ausgeblendete Zeilen wieder zeigen</translation>
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
      <source>{copied} rows copied.</source>
      <translation>{copied} Zeilen kopiert.</translation>
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
      <source>{count} plots of the workspace are not shown: there is no room for so many.</source>
      <translation>{count} Kurvenfelder des Arbeitsbereichs werden nicht gezeigt: Für so viele ist kein Platz.</translation>
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
      <source>Draw a box to filter by</source>
      <translation>Einen Rahmen ziehen, nach dem gefiltert wird</translation>
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
      <source>Show what was cleared from the map</source>
      <translation>Zeigen, was von der Karte genommen wurde</translation>
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
      <source>Shape, colour and words say how each one is. + (Ctrl+N) adds your own: an address or a cURL command is enough. Right-click for more.</source>
      <translation>Form, Farbe und Worte sagen, wie es um jeden steht. + (Strg+N) fügt Ihre eigenen hinzu: Eine Adresse oder ein cURL-Befehl genügt. Rechtsklick für mehr.</translation>
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
      <source>Ctrl+K finds every command by a few letters, ? lists all keys, F1 opens the guide.</source>
      <translation>Strg+K findet jeden Befehl mit ein paar Buchstaben, ? zeigt alle Tasten, F1 öffnet das Handbuch.</translation>
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
      <source>Look for a newer version</source>
      <translation>Nach einer neueren Version suchen</translation>
    </message>
    <message>
      <source>What is new</source>
      <translation>Was ist neu</translation>
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
      <source>Go to the next pane</source>
      <translation>Zum nächsten Bereich</translation>
    </message>
    <message>
      <source>Go to the pane before</source>
      <translation>Zum vorigen Bereich</translation>
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
      <source>Sign in again</source>
      <translation>Neu anmelden</translation>
    </message>
    <message>
      <source>Dismiss, and show the next</source>
      <translation>Schließen und das Nächste zeigen</translation>
    </message>
    <message>
      <source>{count} more came than can be kept for you to read here.</source>
      <translation>{count} weitere kamen, mehr als hier für Sie aufgehoben werden können.</translation>
    </message>
    <message>
      <source>{count} more</source>
      <translation>noch {count}</translation>
    </message>
    <message>
      <source>{channel} · {subject} analysis</source>
      <translation>{channel} · Analyse {subject}</translation>
    </message>
    <message>
      <source>{words} · ended at {time}</source>
      <translation>{words} · beendet um {time}</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>abgebrochen</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>fehlgeschlagen</translation>
    </message>
    <message>
      <source>step {stage}</source>
      <translation>Schritt {stage}</translation>
    </message>
    <message>
      <source>stage {stage} of {total}</source>
      <translation>Stufe {stage} von {total}</translation>
    </message>
    <message>
      <source>Choose a run</source>
      <translation>Lauf wählen</translation>
    </message>
    <message>
      <source>Start analysis</source>
      <translation>Analyse starten</translation>
    </message>
    <message>
      <source>It begins when the feed tells of one</source>
      <translation>Er beginnt, sobald der Feed von einem berichtet</translation>
    </message>
    <message>
      <source>Follow the newest</source>
      <translation>Dem neuesten folgen</translation>
    </message>
    <message>
      <source>Start one, or wait for a feed to do so</source>
      <translation>Starten Sie einen, oder warten Sie auf einen Feed</translation>
    </message>
    <message>
      <source>{subject} analysis</source>
      <translation>Analyse {subject}</translation>
    </message>
    <message>
      <source>{count} runs</source>
      <translation>{count} Läufe</translation>
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
      <source>{count} lost</source>
      <translation>{count} verloren</translation>
    </message>
    <message>
      <source>Answer</source>
      <translation>Antwort</translation>
    </message>
    <message>
      <source>Journal</source>
      <translation>Journal</translation>
    </message>
    <message>
      <source>Lost events</source>
      <translation>Verlorene Ereignisse</translation>
    </message>
    <message>
      <source>Time for a frame</source>
      <translation>Zeit für ein Bild</translation>
    </message>
    <message>
      <source>Processor</source>
      <translation>Prozessor</translation>
    </message>
    <message>
      <source>Memory</source>
      <translation>Gedächtnis</translation>
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
      <source>not provable whether any are lost</source>
      <translation>Verluste nicht nachweisbar</translation>
    </message>
    <message>
      <source>{count} lost · too early to say of one feed</source>
      <translation>{count} verloren · bei einem Feed noch zu früh</translation>
    </message>
    <message>
      <source>{count} lost · too early to say of {feeds} feeds</source>
      <translation>{count} verloren · bei {feeds} Feeds noch zu früh</translation>
    </message>
    <message>
      <source>{count} events came faster than map and graphs draw. The log and the journal have them.</source>
      <translation>{count} Ereignisse kamen schneller, als Karte und Graphen zeichnen. Das Protokoll und das Journal haben sie.</translation>
    </message>
    <message>
      <source>{count} events in the recording · {size:.1f} MB</source>
      <translation>{count} Ereignisse in der Aufzeichnung · {size:.1f} MB</translation>
    </message>
    <message>
      <source>too early to say whether any are lost</source>
      <translation>ob welche fehlen, lässt sich noch nicht sagen</translation>
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
      <source>‖ Paused</source>
      <translation>‖ Pause</translation>
    </message>
    <message>
      <source>1 row</source>
      <translation>1 Zeile</translation>
    </message>
    <message>
      <source>‖ Paused · {count} new</source>
      <translation>‖ Pause · {count} neu</translation>
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
      <source>Recording: {name}</source>
      <translation>Aufzeichnung: {name}</translation>
    </message>
    <message>
      <source>{total} rows</source>
      <translation>{total} Zeilen</translation>
    </message>
    <message>
      <source>No feed is up</source>
      <translation>Kein Feed liefert</translation>
    </message>
    <message>
      <source>Workspace: {name}</source>
      <translation>Arbeitsbereich: {name}</translation>
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
      <source>Add a rule</source>
      <translation>Regel hinzufügen</translation>
    </message>
    <message>
      <source>That event is not among the log's rows: it is filtered out or has left memory.</source>
      <translation>Dieses Ereignis ist nicht unter den Zeilen: Es ist ausgefiltert oder nicht mehr im Speicher.</translation>
    </message>
    <message>
      <source>There is no other of its kind in this direction.</source>
      <translation>In dieser Richtung gibt es kein weiteres dieser Art.</translation>
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
      <source>Every alert is kept in the journal. A rule that goes on adds to its last alert.</source>
      <translation>Jeder Alarm wird im Journal festgehalten. Trifft seine Regel weiter zu, zählt der letzte weiter.</translation>
    </message>
    <message>
      <source>Nothing is watched for.</source>
      <translation>Auf nichts wird geachtet.</translation>
    </message>
    <message>
      <source>Add a rule: an event that matches a query, a channel that is silent, or one that is down.</source>
      <translation>Fügen Sie eine Regel hinzu: ein Ereignis, auf das eine Abfrage zutrifft, ein Kanal, der schweigt, oder einer, der gestört ist.</translation>
    </message>
    <message>
      <source>Alert rules</source>
      <translation>Alarmregeln</translation>
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
      <source>Save the filter as a view</source>
      <translation>Filter als Ansicht sichern</translation>
    </message>
    <message>
      <source>There are {count} saved views, which is all that can be. Remove some first.</source>
      <translation>Es gibt {count} gesicherte Ansichten, mehr geht nicht. Entfernen Sie zuerst einige.</translation>
    </message>
    <message>
      <source>Save the filter as a view…</source>
      <translation>Filter als Ansicht sichern…</translation>
    </message>
    <message>
      <source>Type a filter first: a saved view is a filter with a name.</source>
      <translation>Geben Sie erst einen Filter ein: Eine gesicherte Ansicht ist ein Filter mit Namen.</translation>
    </message>
    <message>
      <source>A name for “{query}”</source>
      <translation>Ein Name für „{query}“</translation>
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
      <source>▲ {count} alerts</source>
      <translation>▲ {count} Alarme</translation>
    </message>
    <message>
      <source>{count} · {up} up</source>
      <translation>{count} · {up} verbunden</translation>
    </message>
    <message>
      <source>Which ward is to be analysed?</source>
      <translation>Welcher Wahlbezirk soll analysiert werden?</translation>
    </message>
    <message>
      <source>New start</source>
      <translation>Neuer Start</translation>
    </message>
    <message>
      <source>{away} · the server did not resume from id {id}</source>
      <translation>{away} · der Server setzte nicht bei Id {id} fort</translation>
    </message>
    <message>
      <source>new start</source>
      <translation>neuer Start</translation>
    </message>
    <message>
      <source>Missing: not provable · {away} · resumed from id {id} · {events} replayed</source>
      <translation>Fehlendes nicht nachweisbar · {away} · fortgesetzt ab Id {id} · {events} nachgeholt</translation>
    </message>
    <message>
      <source>{missing} missing · {away} · resumed from id {id} · {events} replayed</source>
      <translation>{missing} fehlen · {away} · fortgesetzt ab Id {id} · {events} nachgeholt</translation>
    </message>
    <message>
      <source>larger than the limit</source>
      <translation>größer als die Grenze</translation>
    </message>
    <message>
      <source>it cannot be read</source>
      <translation>nicht lesbar</translation>
    </message>
    <message>
      <source>there was no room for it</source>
      <translation>kein Platz dafür</translation>
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
      <source>{count} d</source>
      <translation>{count} d</translation>
    </message>
    <message>
      <source>{count} h</source>
      <translation>{count} h</translation>
    </message>
    <message>
      <source>{count} min</source>
      <translation>{count} min</translation>
    </message>
    <message>
      <source>{count} event</source>
      <translation>{count} Ereignis</translation>
    </message>
    <message>
      <source>Connection lost {span}</source>
      <translation>Verbindung {span} unterbrochen</translation>
    </message>
    <message>
      <source>{away} · no id to resume from: what was missed is not provable</source>
      <translation>{away} · keine Kennung zum Fortsetzen: Was fehlt, ist nicht beweisbar</translation>
    </message>
    <message>
      <source>connection lost {span}</source>
      <translation>Verbindung {span} unterbrochen</translation>
    </message>
    <message>
      <source>Not connected: {reason}</source>
      <translation>Nicht verbunden: {reason}</translation>
    </message>
    <message>
      <source>Not connected</source>
      <translation>Nicht verbunden</translation>
    </message>
    <message>
      <source>The breaker opened: {reason}</source>
      <translation>Die Sicherung hat geöffnet: {reason}</translation>
    </message>
    <message>
      <source>The breaker opened</source>
      <translation>Die Sicherung hat geöffnet</translation>
    </message>
    <message>
      <source>Failed, and not tried again: {reason}</source>
      <translation>Gescheitert, ohne neuen Versuch: {reason}</translation>
    </message>
    <message>
      <source>Failed, and not tried again</source>
      <translation>Gescheitert, ohne neuen Versuch</translation>
    </message>
    <message>
      <source>Polling instead of streaming: {reason}</source>
      <translation>Abfrage statt Strom: {reason}</translation>
    </message>
    <message>
      <source>Polling instead of streaming</source>
      <translation>Abfrage statt Strom</translation>
    </message>
    <message>
      <source>Connected again</source>
      <translation>Wieder verbunden</translation>
    </message>
    <message>
      <source>Waits for the journal: {reason}</source>
      <translation>Wartet auf das Journal: {reason}</translation>
    </message>
    <message>
      <source>Waits for the journal</source>
      <translation>Wartet auf das Journal</translation>
    </message>
    <message>
      <source>An id cannot be sent back to the server: {why}</source>
      <translation>Eine Id kann nicht zurückgeschickt werden: {why}</translation>
    </message>
    <message>
      <source>{stage} ({number} of {total})</source>
      <translation>{stage} ({number} von {total})</translation>
    </message>
    <message>
      <source>{stage} of {total}</source>
      <translation>{stage} von {total}</translation>
    </message>
    <message>
      <source>longer than usual</source>
      <translation>länger als sonst</translation>
    </message>
    <message>
      <source>about {left} s left</source>
      <translation>noch etwa {left} s</translation>
    </message>
    <message>
      <source>Step {number}</source>
      <translation>Schritt {number}</translation>
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
      <source>Cut off in {stage} · nothing heard for {span}</source>
      <translation>Abgeschnitten in {stage} · seit {span} nichts gehört</translation>
    </message>
    <message>
      <source>Disconnected</source>
      <translation>Getrennt</translation>
    </message>
    <message>
      <source>Polling</source>
      <translation>Abfrage</translation>
    </message>
    <message>
      <source>Connected, nothing readable</source>
      <translation>Verbunden, nichts lesbar</translation>
    </message>
    <message>
      <source>{count} s</source>
      <translation>{count} s</translation>
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
      <source>Polling every {span:g} s</source>
      <translation>Abfrage alle {span:g} s</translation>
    </message>
    <message>
      <source>Silent for {span}</source>
      <translation>Seit {span} still</translation>
    </message>
    <message>
      <source>Connected</source>
      <translation>Verbunden</translation>
    </message>
    <message>
      <source>Finished {span} ago</source>
      <translation>Beendet vor {span}</translation>
    </message>
    <message>
      <source>Connected · {latency:.0f} ms</source>
      <translation>Verbunden · {latency:.0f} ms</translation>
    </message>
    <message>
      <source>Waits for the journal · {span}</source>
      <translation>Wartet auf das Journal · {span}</translation>
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
      <source>This rule has no query.</source>
      <translation>Diese Regel hat keine Abfrage.</translation>
    </message>
    <message>
      <source>name or remark</source>
      <translation>Name oder Bemerkung</translation>
    </message>
    <message>
      <source>highlights</source>
      <translation>Hervorhebungen</translation>
    </message>
    <message>
      <source>graphs</source>
      <translation>Graphen</translation>
    </message>
    <message>
      <source>settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>panels</source>
      <translation>Bereiche</translation>
    </message>
    <message>
      <source>look</source>
      <translation>Aussehen</translation>
    </message>
    <message>
      <source>comments</source>
      <translation>Kommentare</translation>
    </message>
    <message>
      <source>feed</source>
      <translation>Feed</translation>
    </message>
    <message>
      <source>view</source>
      <translation>Ansicht</translation>
    </message>
    <message>
      <source>alert rule</source>
      <translation>Alarmregel</translation>
    </message>
    <message>
      <source>layout</source>
      <translation>Anordnung</translation>
    </message>
    <message>
      <source>{part} changed</source>
      <translation>{part} geändert</translation>
    </message>
    <message>
      <source>{kind} {names} added</source>
      <translation>{kind} {names} hinzugefügt</translation>
    </message>
    <message>
      <source>{kind} {names} removed</source>
      <translation>{kind} {names} entfernt</translation>
    </message>
    <message>
      <source>{kind} {names} changed</source>
      <translation>{kind} {names} geändert</translation>
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
      <translation>aus</translation>
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
      <source>No more is read from the connection until the journal has taken what came.</source>
      <translation>Von der Verbindung wird nichts mehr gelesen, bis das Journal aufgenommen hat, was kam.</translation>
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
      <source>Silent</source>
      <translation>Still</translation>
    </message>
    <message>
      <source>Waiting for the journal</source>
      <translation>Wartet auf das Journal</translation>
    </message>
    <message>
      <source>Waiting to reconnect</source>
      <translation>Wartet auf neue Verbindung</translation>
    </message>
    <message>
      <source>Breaker open</source>
      <translation>Sicherung ausgelöst</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <source>closed by the server</source>
      <translation>vom Server geschlossen</translation>
    </message>
    <message>
      <source>ended by us</source>
      <translation>von uns beendet</translation>
    </message>
    <message>
      <source>nothing more to send</source>
      <translation>nichts mehr zu senden</translation>
    </message>
    <message>
      <source>cut off in the middle</source>
      <translation>mittendrin abgebrochen</translation>
    </message>
    <message>
      <source>connection broken off</source>
      <translation>Verbindung abgebrochen</translation>
    </message>
    <message>
      <source>gone silent</source>
      <translation>verstummt</translation>
    </message>
    <message>
      <source>no answer in time</source>
      <translation>keine Antwort rechtzeitig</translation>
    </message>
    <message>
      <source>the server waited too long</source>
      <translation>der Server wartete zu lange</translation>
    </message>
    <message>
      <source>host name not known</source>
      <translation>Name des Hosts unbekannt</translation>
    </message>
    <message>
      <source>no way to the server</source>
      <translation>kein Weg zum Server</translation>
    </message>
    <message>
      <source>nothing listens there</source>
      <translation>dort lauscht niemand</translation>
    </message>
    <message>
      <source>refused by the proxy</source>
      <translation>vom Proxy abgelehnt</translation>
    </message>
    <message>
      <source>not proper HTTP</source>
      <translation>kein richtiges HTTP</translation>
    </message>
    <message>
      <source>server in trouble</source>
      <translation>Server in Schwierigkeiten</translation>
    </message>
    <message>
      <source>too many requests</source>
      <translation>zu viele Anfragen</translation>
    </message>
    <message>
      <source>sign in again</source>
      <translation>melden Sie sich neu an</translation>
    </message>
    <message>
      <source>sign in to the proxy</source>
      <translation>melden Sie sich beim Proxy an</translation>
    </message>
    <message>
      <source>credential not sent</source>
      <translation>Anmeldung nicht gesendet</translation>
    </message>
    <message>
      <source>no access</source>
      <translation>kein Zugang</translation>
    </message>
    <message>
      <source>not found</source>
      <translation>nicht gefunden</translation>
    </message>
    <message>
      <source>redirected to nowhere</source>
      <translation>ins Leere umgeleitet</translation>
    </message>
    <message>
      <source>request not accepted</source>
      <translation>Anfrage nicht angenommen</translation>
    </message>
    <message>
      <source>request not possible</source>
      <translation>Anfrage nicht möglich</translation>
    </message>
    <message>
      <source>not an event stream</source>
      <translation>kein Ereignisstrom</translation>
    </message>
    <message>
      <source>certificate out of date</source>
      <translation>Zertifikat abgelaufen</translation>
    </message>
    <message>
      <source>certificate of another host</source>
      <translation>Zertifikat eines anderen Servers</translation>
    </message>
    <message>
      <source>certificate not trusted</source>
      <translation>Zertifikat nicht vertrauenswürdig</translation>
    </message>
    <message>
      <source>no encryption agreed on</source>
      <translation>keine Verschlüsselung vereinbart</translation>
    </message>
    <message>
      <source>too large when unpacked</source>
      <translation>ausgepackt zu groß</translation>
    </message>
    <message>
      <source>an error of Watchfloor's own</source>
      <translation>ein Fehler von Watchfloor selbst</translation>
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
      <source>(empty)</source>
      <translation>(leer)</translation>
    </message>
    <message>
      <source>Ping</source>
      <translation>Ping</translation>
    </message>
    <message>
      <source>Connected · scope {scope}</source>
      <translation>Verbunden · Bereich {scope}</translation>
    </message>
    <message>
      <source>The feed reports an error</source>
      <translation>Der Feed meldet einen Fehler</translation>
    </message>
    <message>
      <source>widgets</source>
      <translation>Widgets</translation>
    </message>
    <message>
      <source>Evidence {number}</source>
      <translation>Beleg {number}</translation>
    </message>
    <message>
      <source>Evidence {number} updated</source>
      <translation>Beleg {number} erneuert</translation>
    </message>
    <message>
      <source>Evidence {number} deleted</source>
      <translation>Beleg {number} gelöscht</translation>
    </message>
    <message>
      <source>Report ready</source>
      <translation>Bericht fertig</translation>
    </message>
    <message>
      <source>Report failed</source>
      <translation>Bericht gescheitert</translation>
    </message>
    <message>
      <source>Analysis of {subject} started</source>
      <translation>Analyse von {subject} begonnen</translation>
    </message>
    <message>
      <source>Analysis complete</source>
      <translation>Analyse abgeschlossen</translation>
    </message>
    <message>
      <source>Analysis cancelled</source>
      <translation>Analyse abgebrochen</translation>
    </message>
    <message>
      <source>Analysis failed</source>
      <translation>Analyse gescheitert</translation>
    </message>
    <message>
      <source>Strategy complete</source>
      <translation>Strategie fertig</translation>
    </message>
    <message>
      <source>Strategy failed</source>
      <translation>Strategie gescheitert</translation>
    </message>
    <message>
      <source>Phase</source>
      <translation>Phase</translation>
    </message>
    <message>
      <source>{speaker} answers</source>
      <translation>{speaker} antwortet</translation>
    </message>
    <message>
      <source>Debate paused</source>
      <translation>Debatte unterbrochen</translation>
    </message>
    <message>
      <source>Debate resumed</source>
      <translation>Debatte fortgesetzt</translation>
    </message>
    <message>
      <source>Initializing Analysis</source>
      <translation>Vorbereitung</translation>
    </message>
    <message>
      <source>Gathering Intelligence</source>
      <translation>Erkenntnisse</translation>
    </message>
    <message>
      <source>Processing Data</source>
      <translation>Verarbeitung</translation>
    </message>
    <message>
      <source>Analyzing Patterns</source>
      <translation>Musteranalyse</translation>
    </message>
    <message>
      <source>Generating Insights</source>
      <translation>Einsichten</translation>
    </message>
    <message>
      <source>Finalizing Report</source>
      <translation>Bericht</translation>
    </message>
    <message>
      <source>Waiting…</source>
      <translation>Wartet…</translation>
    </message>
    <message>
      <source>DNS</source>
      <translation>DNS</translation>
    </message>
    <message>
      <source>TCP</source>
      <translation>TCP</translation>
    </message>
    <message>
      <source>Headers</source>
      <translation>Kopfzeilen</translation>
    </message>
    <message>
      <source>First byte</source>
      <translation>Erstes Byte</translation>
    </message>
    <message>
      <source>First event</source>
      <translation>Erstes Ereignis</translation>
    </message>
    <message>
      <source>Time to connect</source>
      <translation>Zeit zum Verbinden</translation>
    </message>
    <message>
      <source>Longest silence</source>
      <translation>Längste Stille</translation>
    </message>
    <message>
      <source>Size limit</source>
      <translation>Größengrenze</translation>
    </message>
    <message>
      <source>Ends on</source>
      <translation>Endet bei</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Form</translation>
    </message>
    <message>
      <source>HTTP/2</source>
      <translation>HTTP/2</translation>
    </message>
    <message>
      <source>Own authority</source>
      <translation>Eigene Zertifizierungsstelle</translation>
    </message>
    <message>
      <source>Check the certificate</source>
      <translation>Zertifikat prüfen</translation>
    </message>
    <message>
      <source>First wait</source>
      <translation>Erste Wartezeit</translation>
    </message>
    <message>
      <source>Growth</source>
      <translation>Wachstum</translation>
    </message>
    <message>
      <source>Longest wait</source>
      <translation>Längste Wartezeit</translation>
    </message>
    <message>
      <source>Tries</source>
      <translation>Versuche</translation>
    </message>
    <message>
      <source>Jitter</source>
      <translation>Streuung</translation>
    </message>
    <message>
      <source>Adaptive</source>
      <translation>Nach Netzgüte</translation>
    </message>
    <message>
      <source>Probe</source>
      <translation>Probe</translation>
    </message>
    <message>
      <source>Polling address</source>
      <translation>Adresse der Abfrage</translation>
    </message>
    <message>
      <source>Polling interval</source>
      <translation>Abstand der Abfragen</translation>
    </message>
    <message>
      <source>Give up</source>
      <translation>Aufgeben</translation>
    </message>
    <message>
      <source>Pace</source>
      <translation>Tempo</translation>
    </message>
    <message>
      <source>Pace's delay</source>
      <translation>Verzug des Tempos</translation>
    </message>
    <message>
      <source>Buffer</source>
      <translation>Puffer</translation>
    </message>
    <message>
      <source>Only what</source>
      <translation>Nur was</translation>
    </message>
    <message>
      <source>Priority</source>
      <translation>Vorrang</translation>
    </message>
    <message>
      <source>Political strategist</source>
      <translation>Politischer Stratege</translation>
    </message>
    <message>
      <source>Runs through six stages, each writing a document, for the wards of a city.</source>
      <translation>Durchläuft sechs Stufen für die Bezirke einer Stadt; jede schreibt ein Dokument.</translation>
    </message>
    <message>
      <source>Ward</source>
      <translation>Bezirk</translation>
    </message>
    <message>
      <source>the ward you watch; it names the feed, and new analyses begin with it</source>
      <translation>der Bezirk, den Sie beobachten; er benennt den Feed, und neue Analysen beginnen mit ihm</translation>
    </message>
    <message>
      <source>Content strategy</source>
      <translation>Inhaltsstrategie</translation>
    </message>
    <message>
      <source>One strategy while it is generated: steps, progress, and lessons on the way.</source>
      <translation>Eine Strategie im Entstehen: Schritte, Fortschritt und Lehrreiches nebenbei.</translation>
    </message>
    <message>
      <source>Strategy id</source>
      <translation>Strategie-Id</translation>
    </message>
    <message>
      <source>the id that starting it gave</source>
      <translation>die Id, die der Start ergab</translation>
    </message>
    <message>
      <source>World map</source>
      <translation>Weltkarte</translation>
    </message>
    <message>
      <source>Events with a severity and a place, from one to another.</source>
      <translation>Ereignisse mit Schweregrad und Ort, von einem zum anderen.</translation>
    </message>
    <message>
      <source>Scope</source>
      <translation>Gebiet</translation>
    </message>
    <message>
      <source>which part of the world</source>
      <translation>welcher Teil der Welt</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>Seit</translation>
    </message>
    <message>
      <source>Unix seconds, or a date such as 2026-11-20T06:00Z; empty for from now on</source>
      <translation>Unix-Sekunden, oder ein Datum wie 2026-11-20T06:00Z; leer heißt von jetzt an</translation>
    </message>
    <message>
      <source>Corporate cockpit</source>
      <translation>Firmen-Cockpit</translation>
    </message>
    <message>
      <source>A company's figures, evidence and reports as they change.</source>
      <translation>Zahlen, Belege und Berichte eines Unternehmens, wie sie sich ändern.</translation>
    </message>
    <message>
      <source>Company</source>
      <translation>Unternehmen</translation>
    </message>
    <message>
      <source>the company's id: small letters, digits and dashes</source>
      <translation>die Id des Unternehmens: kleine Buchstaben, Ziffern und Bindestriche</translation>
    </message>
    <message>
      <source>what to hear of</source>
      <translation>wovon Sie hören möchten</translation>
    </message>
    <message>
      <source>Debate</source>
      <translation>Debatte</translation>
    </message>
    <message>
      <source>Who speaks, in which phase, and what is said, until it is over.</source>
      <translation>Wer spricht, in welcher Phase, und was gesagt wird, bis es vorbei ist.</translation>
    </message>
    <message>
      <source>Debate id</source>
      <translation>Debatten-Id</translation>
    </message>
    <message>
      <source>Wikimedia recent changes</source>
      <translation>Letzte Änderungen bei Wikimedia</translation>
    </message>
    <message>
      <source>Every edit on every wiki of Wikimedia. The server ends each connection after 15 minutes.</source>
      <translation>Jede Bearbeitung in jedem Wiki von Wikimedia. Der Server beendet jede Verbindung nach 15 Minuten.</translation>
    </message>
    <message>
      <source>Wikimedia new pages</source>
      <translation>Neue Seiten bei Wikimedia</translation>
    </message>
    <message>
      <source>Every new page on every wiki of Wikimedia. The server ends each connection after 15 minutes.</source>
      <translation>Jede neue Seite in jedem Wiki von Wikimedia. Der Server beendet jede Verbindung nach 15 Minuten.</translation>
    </message>
    <message>
      <source>ntfy topic</source>
      <translation>ntfy-Thema</translation>
    </message>
    <message>
      <source>Notifications that anyone publishes to a topic, with a priority from 1 to 5.</source>
      <translation>Mitteilungen, die jeder zu einem Thema veröffentlicht, mit einer Dringlichkeit von 1 bis 5.</translation>
    </message>
    <message>
      <source>Topic</source>
      <translation>Thema</translation>
    </message>
    <message>
      <source>letters, digits, _ and -</source>
      <translation>Buchstaben, Ziffern, _ und -</translation>
    </message>
    <message>
      <source>Mastodon public timeline</source>
      <translation>Öffentliche Zeitleiste von Mastodon</translation>
    </message>
    <message>
      <source>Public posts as a Mastodon server sees them. Most servers ask for a token.</source>
      <translation>Öffentliche Beiträge, wie ein Mastodon-Server sie sieht. Die meisten Server verlangen ein Token.</translation>
    </message>
    <message>
      <source>Stellar ledgers</source>
      <translation>Stellar-Kontobücher</translation>
    </message>
    <message>
      <source>Every ledger that the Stellar network closes, about one in five seconds.</source>
      <translation>Jedes Kontobuch, das das Stellar-Netz schließt, etwa alle fünf Sekunden eines.</translation>
    </message>
    <message>
      <source>Cursor</source>
      <translation>Marke</translation>
    </message>
    <message>
      <source>now, or a paging token to go on from</source>
      <translation>now, oder ein Seitenzeichen, ab dem es weitergeht</translation>
    </message>
    <message>
      <source>Home Assistant events</source>
      <translation>Ereignisse von Home Assistant</translation>
    </message>
    <message>
      <source>Everything that happens in a house that Home Assistant looks after. It asks for a token.</source>
      <translation>Alles, was in einem Haus geschieht, um das sich Home Assistant kümmert. Er verlangt ein Token.</translation>
    </message>
    <message>
      <source>Severity 5</source>
      <translation>Schweregrad 5</translation>
    </message>
    <message>
      <source>Severity ≥ 4 in Middle East</source>
      <translation>Schweregrad ≥ 4 im Nahen Osten</translation>
    </message>
    <message>
      <source>Channel down</source>
      <translation>Kanal ausgefallen</translation>
    </message>
    <message>
      <source>Channel silent</source>
      <translation>Kanal still</translation>
    </message>
    <message>
      <source>Severity ≥ 3</source>
      <translation>Schweregrad ≥ 3</translation>
    </message>
    <message>
      <source>Middle East, severity ≥ 3</source>
      <translation>Naher Osten, Schweregrad ≥ 3</translation>
    </message>
    <message>
      <source>Channels: do what the row's button does</source>
      <translation>Kanäle: tun, was der Knopf der Zeile tut</translation>
    </message>
    <message>
      <source>Log: row by row, by the page, to either end</source>
      <translation>Liste: zeilenweise, seitenweise, an ein Ende</translation>
    </message>
    <message>
      <source>Log: choose several rows, all</source>
      <translation>Protokoll: mehrere Zeilen wählen, alle</translation>
    </message>
    <message>
      <source>Log: show the row in the inspector</source>
      <translation>Liste: Zeile im Inspektor zeigen</translation>
    </message>
    <message>
      <source>Log: what can be done with the row</source>
      <translation>Protokoll: was sich mit der Zeile tun lässt</translation>
    </message>
    <message>
      <source>Log: leave the pinned rows, the search</source>
      <translation>Protokoll: die angehefteten Zeilen, die Suche verlassen</translation>
    </message>
    <message>
      <source>Map: move, zoom, whole world</source>
      <translation>Karte: schieben, vergrößern, ganze Welt</translation>
    </message>
    <message>
      <source>Map: filter by a box</source>
      <translation>Karte: nach einem Rechteck filtern</translation>
    </message>
    <message>
      <source>Map: filter by a circle</source>
      <translation>Karte: nach einem Kreis filtern</translation>
    </message>
    <message>
      <source>Map: give up the box</source>
      <translation>Karte: den Rahmen aufgeben</translation>
    </message>
    <message>
      <source>Replay, its line of time: on, back, to either end</source>
      <translation>Wiedergabe, ihre Zeitlinie: vor, zurück, an beide Enden</translation>
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
    <message>
      <source>{scheme}:// is not a feed's address; http:// and https:// are.</source>
      <translation>{scheme}:// ist keine Adresse eines Feeds; http:// und https:// sind welche.</translation>
    </message>
    <message>
      <source>This is not an address.</source>
      <translation>Das ist keine Adresse.</translation>
    </message>
    <message>
      <source>{port} is no port: ports are numbers from 1 to {MOST_PORT}.</source>
      <translation>{port} ist kein Port: Ports sind Zahlen von 1 bis {MOST_PORT}.</translation>
    </message>
    <message>
      <source>An address cannot have white space in it; is a quote missing?</source>
      <translation>Eine Adresse kann keine Leerzeichen enthalten; fehlt ein Anführungszeichen?</translation>
    </message>
    <message>
      <source>An address cannot have characters in it that cannot be seen.</source>
      <translation>Eine Adresse kann keine unsichtbaren Zeichen enthalten.</translation>
    </message>
    <message>
      <source>This " is never closed</source>
      <translation>Dieses " wird nie geschlossen</translation>
    </message>
    <message>
      <source>This command within the command is never closed</source>
      <translation>Dieser Befehl im Befehl wird nie geschlossen</translation>
    </message>
    <message>
      <source>This $' is never closed</source>
      <translation>Dieses $' wird nie geschlossen</translation>
    </message>
    <message>
      <source>This ' is never closed</source>
      <translation>Dieses ' wird nie geschlossen</translation>
    </message>
    <message>
      <source>This escape stands for no character</source>
      <translation>Diese Umschreibung steht für kein Zeichen</translation>
    </message>
    <message>
      <source>This ${ is never closed</source>
      <translation>Dieses ${ wird nie geschlossen</translation>
    </message>
    <message>
      <source>. In the browser's developer tools choose “Copy as cURL”</source>
      <translation>. Wählen Sie in den Entwicklerwerkzeugen des Browsers „Als cURL kopieren“</translation>
    </message>
    <message>
      <source>This is a command for PowerShell (Invoke-WebRequest), which is not read</source>
      <translation>Das ist ein Befehl für PowerShell (Invoke-WebRequest); solche werden nicht gelesen</translation>
    </message>
    <message>
      <source>This is JavaScript (fetch), which is not read</source>
      <translation>Das ist JavaScript (fetch); das wird nicht gelesen</translation>
    </message>
    <message>
      <source>This is a wget command, which is not read</source>
      <translation>Das ist ein wget-Befehl; solche werden nicht gelesen</translation>
    </message>
    <message>
      <source>This is an HTTPie command, which is not read</source>
      <translation>Das ist ein HTTPie-Befehl; solche werden nicht gelesen</translation>
    </message>
    <message>
      <source>This is JSON, not a command</source>
      <translation>Das ist JSON, kein Befehl</translation>
    </message>
    <message>
      <source>{part0} was not filled in: put in its value.</source>
      <translation>{part0} wurde nicht ausgefüllt: Setzen Sie den Wert ein.</translation>
    </message>
    <message>
      <source>There is no command: paste an address or a cURL command</source>
      <translation>Hier steht kein Befehl: Fügen Sie eine Adresse oder einen cURL-Befehl ein</translation>
    </message>
    <message>
      <source>The command is too long: over a million characters</source>
      <translation>Der Befehl ist zu lang: über eine Million Zeichen</translation>
    </message>
    <message>
      <source>What follows the command was left out: {rest}</source>
      <translation>Was dem Befehl folgt, wurde weggelassen: {rest}</translation>
    </message>
    <message>
      <source>{shown} needs a value after it</source>
      <translation>Nach {shown} fehlt ein Wert</translation>
    </message>
    <message>
      <source>This is neither an address nor a cURL command</source>
      <translation>Das ist weder eine Adresse noch ein cURL-Befehl</translation>
    </message>
    <message>
      <source>Only the request before --next was taken.</source>
      <translation>Nur die Anfrage vor --next wurde übernommen.</translation>
    </message>
    <message>
      <source>This is not a cURL command: it must begin with “curl”</source>
      <translation>Das ist kein cURL-Befehl: Er muss mit „curl“ beginnen</translation>
    </message>
    <message>
      <source>a compressed stream arrives in clumps</source>
      <translation>ein komprimierter Strom kommt in Klumpen an</translation>
    </message>
    <message>
      <source>a stream has no version</source>
      <translation>ein Strom hat keine Version</translation>
    </message>
    <message>
      <source>a stream has no age</source>
      <translation>ein Strom hat kein Alter</translation>
    </message>
    <message>
      <source>The command has no address</source>
      <translation>Der Befehl enthält keine Adresse</translation>
    </message>
    <message>
      <source>Credentials named ${PLACEHOLDER}… are placeholders: choose or enter your own.</source>
      <translation>Anmeldungen namens ${PLACEHOLDER}… sind Platzhalter: Wählen Sie eine eigene, oder geben Sie eine ein.</translation>
    </message>
    <message>
      <source>The request body seems to hold a secret, so it is kept with the credentials.</source>
      <translation>Der Inhalt der Anfrage scheint ein Geheimnis zu enthalten und wird daher bei den Anmeldungen verwahrt.</translation>
    </message>
    <message>
      <source>The header {name} was left out: {reason}.</source>
      <translation>Die Kopfzeile {name} wurde weggelassen: {reason}.</translation>
    </message>
    <message>
      <source>a monitor keeps listening</source>
      <translation>ein Monitor hört dauernd zu</translation>
    </message>
    <message>
      <source>a quiet stream is not a slow one; set the heartbeat instead</source>
      <translation>ein stiller Strom ist kein langsamer; stellen Sie stattdessen den Herzschlag ein</translation>
    </message>
    <message>
      <source>a HEAD request brings no stream</source>
      <translation>eine HEAD-Anfrage bringt keinen Strom</translation>
    </message>
    <message>
      <source>a stream has no ranges; it resumes by its ids</source>
      <translation>ein Strom hat keine Bereiche; er setzt mit seinen Ids fort</translation>
    </message>
    <message>
      <source>a stream has no offsets; it resumes by its ids</source>
      <translation>ein Strom hat keine Positionen; er setzt mit seinen Ids fort</translation>
    </message>
    <message>
      <source>set the feed's pace instead</source>
      <translation>stellen Sie stattdessen das Tempo des Feeds ein</translation>
    </message>
    <message>
      <source>HTTP/3 is not spoken here</source>
      <translation>HTTP/3 wird hier nicht gesprochen</translation>
    </message>
    <message>
      <source>that file is not read; give the user and the password</source>
      <translation>diese Datei wird nicht gelesen; geben Sie Benutzer und Kennwort an</translation>
    </message>
    <message>
      <source>set the feed's proxy instead</source>
      <translation>stellen Sie stattdessen den Proxy des Feeds ein</translation>
    </message>
    <message>
      <source>names are resolved by the system</source>
      <translation>Namen löst das System auf</translation>
    </message>
    <message>
      <source>the system chooses the way out</source>
      <translation>den Weg nach außen wählt das System</translation>
    </message>
    <message>
      <source>a folder of authorities is not read; give one file with --cacert</source>
      <translation>ein Ordner von Zertifizierungsstellen wird nicht gelesen; geben Sie eine Datei mit --cacert an</translation>
    </message>
    <message>
      <source>the proxy's certificate is always checked</source>
      <translation>das Zertifikat des Proxys wird immer geprüft</translation>
    </message>
    <message>
      <source>headers for the proxy alone are not sent</source>
      <translation>Kopfzeilen nur für den Proxy werden nicht gesendet</translation>
    </message>
    <message>
      <source>Multipart forms (-F) are not sent by feeds</source>
      <translation>Mehrteilige Formulare (-F) senden Feeds nicht</translation>
    </message>
    <message>
      <source>Multipart forms (--form-string) are not sent by feeds</source>
      <translation>Mehrteilige Formulare (--form-string) senden Feeds nicht</translation>
    </message>
    <message>
      <source>Uploads (-T) are not feeds</source>
      <translation>Uploads (-T) sind keine Feeds</translation>
    </message>
    <message>
      <source>A configuration file (-K) is not read; put its flags into the command</source>
      <translation>Eine Konfigurationsdatei (-K) wird nicht gelesen; setzen Sie ihre Angaben in den Befehl</translation>
    </message>
    <message>
      <source>Unix sockets are not supported; the feed needs an address</source>
      <translation>Unix-Sockets werden nicht unterstützt; der Feed braucht eine Adresse</translation>
    </message>
    <message>
      <source>Digest sign-in is not supported; use a token, Basic or a client certificate</source>
      <translation>Digest-Anmeldung wird nicht unterstützt; nehmen Sie ein Token, Basic oder ein Client-Zertifikat</translation>
    </message>
    <message>
      <source>NTLM sign-in is not supported; use a token, Basic or a client certificate</source>
      <translation>NTLM-Anmeldung wird nicht unterstützt; nehmen Sie ein Token, Basic oder ein Client-Zertifikat</translation>
    </message>
    <message>
      <source>Negotiate (Kerberos) sign-in is not supported; use a token, Basic or a client certificate</source>
      <translation>Negotiate-Anmeldung (Kerberos) wird nicht unterstützt; nehmen Sie ein Token, Basic oder ein Client-Zertifikat</translation>
    </message>
    <message>
      <source>Requests signed for AWS are not supported</source>
      <translation>Für AWS signierte Anfragen werden nicht unterstützt</translation>
    </message>
    <message>
      <source>SOCKS 4 proxies are not supported; SOCKS 5 is</source>
      <translation>SOCKS-4-Proxys werden nicht unterstützt; SOCKS 5 schon</translation>
    </message>
    <message>
      <source>Two proxies in a row are not supported</source>
      <translation>Zwei Proxys hintereinander werden nicht unterstützt</translation>
    </message>
    <message>
      <source>cURL's own variables are not filled in; put in the values</source>
      <translation>Die eigenen Variablen von cURL werden nicht ausgefüllt; setzen Sie die Werte ein</translation>
    </message>
    <message>
      <source>{shown} reads the file {file}, which is not here; put its text in its place</source>
      <translation>{shown} liest die Datei {file}, die hier nicht ist; setzen Sie ihren Text an die Stelle</translation>
    </message>
    <message>
      <source>{shown} was left out: {LEFT_OUT}.</source>
      <translation>{shown} wurde weggelassen: {LEFT_OUT}.</translation>
    </message>
    <message>
      <source>A feed has one address; this one was left out: {value}</source>
      <translation>Ein Feed hat eine Adresse; diese wurde weggelassen: {value}</translation>
    </message>
    <message>
      <source>{value} is not a request method</source>
      <translation>{value} ist keine Anfragemethode</translation>
    </message>
    <message>
      <source>{name} cannot be a header's name</source>
      <translation>{name} kann nicht der Name einer Kopfzeile sein</translation>
    </message>
    <message>
      <source>The header {name} has a line break in its value</source>
      <translation>Der Wert der Kopfzeile {name} enthält einen Zeilenumbruch</translation>
    </message>
    <message>
      <source>This is not a proxy's address</source>
      <translation>Das ist keine Proxy-Adresse</translation>
    </message>
    <message>
      <source>Proxies of the kind {scheme}:// are not supported</source>
      <translation>Proxys der Art {scheme}:// werden nicht unterstützt</translation>
    </message>
    <message>
      <source>{shown} needs a number of seconds, not {value}</source>
      <translation>{shown} braucht eine Anzahl Sekunden, nicht {value}</translation>
    </message>
    <message>
      <source>This header has no colon and was left out: {value}</source>
      <translation>Diese Kopfzeile hat keinen Doppelpunkt und wurde weggelassen: {value}</translation>
    </message>
    <message>
      <source>Cookies in a file were left out: {value}</source>
      <translation>Cookies in einer Datei wurden weggelassen: {value}</translation>
    </message>
    <message>
      <source>Certificates of the kind {value} are not read; PEM is</source>
      <translation>Zertifikate der Art {value} werden nicht gelesen; PEM schon</translation>
    </message>
    <message>
      <source>is of no use here</source>
      <translation>hat hier keinen Nutzen</translation>
    </message>
    <message>
      <source>is not known</source>
      <translation>ist nicht bekannt</translation>
    </message>
    <message>
      <source>{shown} {known} and was left out.</source>
      <translation>{shown} {known} und wurde weggelassen.</translation>
    </message>
    <message>
      <source>{shown} has no password: put it in when you sign in.</source>
      <translation>{shown} hat kein Kennwort: Geben Sie es bei der Anmeldung ein.</translation>
    </message>
    <message>
      <source>By their own times those of one clump were made over {spread_s}.</source>
      <translation>Nach ihren eigenen Zeiten entstanden die eines Klumpens innerhalb von {spread_s}.</translation>
    </message>
    <message>
      <source>The answer is held back for {waits_s}, and then given up</source>
      <translation>Die Antwort wird {waits_s} lang zurückgehalten und dann aufgegeben</translation>
    </message>
    <message>
      <source>{empty} came after {waits_s} or more, and ended at once without a byte: a proxy waits for so long for enough to fill its buffer.</source>
      <translation>{empty} kamen nach {waits_s} oder mehr und endeten sofort ohne ein Byte: So lange wartet ein Proxy auf genug, um seinen Puffer zu füllen.</translation>
    </message>
    <message>
      <source>Ask whoever runs the proxy to switch off buffering for this path and to wait longer (nginx: `proxy_buffering off`, `proxy_read_timeout`), or whoever runs the server to send `X-Accel-Buffering: no`, and a comment (a line `:`) at once and then every 15 s.</source>
      <translation>Bitten Sie den Betreiber des Proxys, die Pufferung für diesen Pfad abzuschalten und länger zu warten (nginx: `proxy_buffering off`, `proxy_read_timeout`), oder den Betreiber des Servers, `X-Accel-Buffering: no` zu senden, und gleich einen Kommentar (eine Zeile `:`) und dann alle 15 s einen.</translation>
    </message>
    <message>
      <source>Events are held back on the way and come in clumps</source>
      <translation>Ereignisse werden unterwegs aufgehalten und kommen in Klumpen</translation>
    </message>
    <message>
      <source>Ask whoever runs the proxy to switch off buffering and compression for this path (nginx: `proxy_buffering off`, `gzip off`), or whoever runs the server to send `X-Accel-Buffering: no` and to flush after each event.</source>
      <translation>Bitten Sie den Betreiber des Proxys, Pufferung und Komprimierung für diesen Pfad abzuschalten (nginx: `proxy_buffering off`, `gzip off`), oder den Betreiber des Servers, `X-Accel-Buffering: no` zu senden und nach jedem Ereignis zu leeren.</translation>
    </message>
    <message>
      <source>The stream is compressed, and nothing of it can be read yet</source>
      <translation>Der Strom ist komprimiert, und noch ist nichts davon lesbar</translation>
    </message>
    <message>
      <source>Content-Encoding is {encoding}, though no compression was asked for; {size_bytes} and not one whole event came out of it in {lasted_s}.</source>
      <translation>Content-Encoding ist {encoding}, obwohl keine Komprimierung verlangt war; {size_bytes} und kein einziges ganzes Ereignis kamen in {lasted_s} heraus.</translation>
    </message>
    <message>
      <source>Ask whoever runs the server or the proxy to switch off compression for this path: a compressor keeps events back until it has enough of them.</source>
      <translation>Bitten Sie den Betreiber des Servers oder des Proxys, die Komprimierung für diesen Pfad abzuschalten: Ein Kompressor hält Ereignisse zurück, bis er genug davon hat.</translation>
    </message>
    <message>
      <source>The events do not say when they were made, so the server itself may send them so.</source>
      <translation>Die Ereignisse sagen nicht, wann sie entstanden; vielleicht sendet schon der Server sie so.</translation>
    </message>
    <message>
      <source>A clump ended in the middle of a line, as only a full buffer does.</source>
      <translation>Ein Klumpen endete mitten in einer Zeile, wie es nur ein voller Puffer tut.</translation>
    </message>
    <message>
      <source>Heartbeats came together in one clump.</source>
      <translation>Herzschläge kamen gesammelt in einem Klumpen.</translation>
    </message>
    <message>
      <source>The stream is compressed, though that was not asked for.</source>
      <translation>Der Strom ist komprimiert, obwohl das nicht verlangt war.</translation>
    </message>
    <message>
      <source>The answer came through a proxy or cache.</source>
      <translation>Die Antwort kam durch einen Proxy oder Zwischenspeicher.</translation>
    </message>
    <message>
      <source>`X-Accel-Buffering: no` is missing.</source>
      <translation>`X-Accel-Buffering: no` fehlt.</translation>
    </message>
    <message>
      <source>Seen on the way: {via}.</source>
      <translation>Unterwegs gesehen: {via}.</translation>
    </message>
    <message>
      <source>answer</source>
      <translation>Antwort</translation>
    </message>
    <message>
      <source>answers</source>
      <translation>Antworten</translation>
    </message>
    <message>
      <source>{events} events came in {clumps} after silences of up to {quiet_s}. {signs} {listening}</source>
      <translation>{events} Ereignisse kamen in {clumps} nach Stillen von bis zu {quiet_s}. {signs} {listening}</translation>
    </message>
    <message>
      <source>clump</source>
      <translation>Klumpen</translation>
    </message>
    <message>
      <source>clumps</source>
      <translation>Klumpen</translation>
    </message>
    <message>
      <source>ahead of</source>
      <translation>gegenüber vorgeht:</translation>
    </message>
    <message>
      <source>The clocks disagree by {ahead_s}</source>
      <translation>Die Uhren weichen um {ahead_s} voneinander ab</translation>
    </message>
    <message>
      <source>{whose} is {ahead_s} {direction} this machine's.</source>
      <translation>{whose}: {ahead_s} {direction} der dieses Rechners.</translation>
    </message>
    <message>
      <source>Which of the two is wrong cannot be seen from here: check this machine's time first, then ask whoever runs the server to set theirs by NTP. Until then ages and latencies mislead.</source>
      <translation>Welche der beiden falsch geht, ist von hier aus nicht zu sehen: Prüfen Sie zuerst die Zeit dieses Rechners, und bitten Sie dann den Betreiber des Servers, seine per NTP zu stellen. Bis dahin führen Alter und Latenzen in die Irre.</translation>
    </message>
    <message>
      <source>By its answers and events the server's clock</source>
      <translation>Nach ihren Antworten und Ereignissen die Uhr des Servers</translation>
    </message>
    <message>
      <source>By the times in {count} the clock of whoever made them</source>
      <translation>Nach den Zeiten in {count} die Uhr dessen, der sie erzeugt hat</translation>
    </message>
    <message>
      <source>By the Date header of its answer the server's clock</source>
      <translation>Nach der Date-Kopfzeile seiner Antwort die Uhr des Servers</translation>
    </message>
    <message>
      <source>event</source>
      <translation>Ereignis</translation>
    </message>
    <message>
      <source>events</source>
      <translation>Ereignisse</translation>
    </message>
    <message>
      <source>Lines that are not of the event-stream format: {lines}.</source>
      <translation>Zeilen, die nicht zum Format eines Event-Streams gehören: {lines}.</translation>
    </message>
    <message>
      <source>What comes is called an event stream and is none</source>
      <translation>Was kommt, heißt Ereignisstrom und ist keiner</translation>
    </message>
    <message>
      <source>{bytes_} came with the right Content-Type, and in them not one line of an event or comment; they begin with {began}.</source>
      <translation>{bytes_} kamen mit dem richtigen Content-Type, und darin nicht eine Zeile eines Ereignisses oder Kommentars; sie beginnen mit {began}.</translation>
    </message>
    <message>
      <source>Check the address. If it is right, ask whoever runs the server what it sends there: an event is lines such as `data: …`, ended by an empty line. Something on the way may also have packed or rewritten it.</source>
      <translation>Prüfen Sie die Adresse. Stimmt sie, fragen Sie den Betreiber des Servers, was er dort sendet: Ein Ereignis sind Zeilen wie `data: …`, beendet durch eine Leerzeile. Auch kann etwas auf dem Weg es gepackt oder umgeschrieben haben.</translation>
    </message>
    <message>
      <source>The first one begins {first}.</source>
      <translation>Die erste beginnt mit {first}.</translation>
    </message>
    <message>
      <source>Lines come that are not of the event-stream format</source>
      <translation>Es kommen Zeilen, die nicht zum Format eines Event-Streams gehören</translation>
    </message>
    <message>
      <source>{began} Events beside them: {part2}. Every client ignores such lines, as the standard says: what is in them is lost.</source>
      <translation>{began} Ereignisse daneben: {part2}. Jeder Client übergeht solche Zeilen, wie es der Standard sagt: Was darin steht, ist verloren.</translation>
    </message>
    <message>
      <source>Ask whoever runs the server what they are. Most often an event's data has several lines (as JSON that is indented), and each of them needs a `data:` before it.</source>
      <translation>Fragen Sie den Betreiber des Servers, was sie sind. Meist hat ein Ereignis mehrere Zeilen Daten (wie eingerücktes JSON), und jede braucht ein `data:` davor.</translation>
    </message>
    <message>
      <source>Events are larger than {limit_bytes}</source>
      <translation>Ereignisse sind größer als {limit_bytes}</translation>
    </message>
    <message>
      <source>{count} had to be refused; the largest was {size_bytes} as far as it came.</source>
      <translation>{count} mussten abgewiesen werden; das größte hatte {size_bytes}, soweit es kam.</translation>
    </message>
    <message>
      <source>Ask whoever runs the server to send a reference instead of the whole, or to cut it into several events. Perhaps the empty line that ends an event is missing.</source>
      <translation>Bitten Sie den Betreiber des Servers, statt des Ganzen einen Verweis zu senden oder es auf mehrere Ereignisse zu verteilen. Vielleicht fehlt die Leerzeile, mit der ein Ereignis endet.</translation>
    </message>
    <message>
      <source>{broken} of {total} could not be read ({part4} %){part6}.</source>
      <translation>{broken} von {total} waren nicht lesbar ({part4} %){part6}.</translation>
    </message>
    <message>
      <source>Ask whoever runs the server to look at how it writes its events: a value that is cut off, a line break in the middle, NaN, or single quotes are the usual causes.</source>
      <translation>Bitten Sie den Betreiber des Servers nachzusehen, wie er seine Ereignisse schreibt: Ein abgeschnittener Wert, ein Zeilenumbruch mittendrin, NaN oder einfache Anführungszeichen sind die üblichen Ursachen.</translation>
    </message>
    <message>
      <source>What comes was an event stream, and is none any more</source>
      <translation>Was kommt, war ein Event-Stream und ist keiner mehr</translation>
    </message>
    <message>
      <source>{began} The last event or comment is {part2} old.</source>
      <translation>{began} Das letzte Ereignis oder der letzte Kommentar ist {part2} alt.</translation>
    </message>
    <message>
      <source>Ask whoever runs the server what it sends there since then: a page of an error, a log, or an event whose lines have lost their `data:`.</source>
      <translation>Fragen Sie den Betreiber des Servers, was er seither dort sendet: eine Fehlerseite, ein Protokoll oder ein Ereignis, dessen Zeilen ihr `data:` verloren haben.</translation>
    </message>
    <message>
      <source>Some events are broken JSON</source>
      <translation>Manche Ereignisse sind fehlerhaftes JSON</translation>
    </message>
    <message>
      <source>The events are broken JSON</source>
      <translation>Die Ereignisse sind fehlerhaftes JSON</translation>
    </message>
    <message>
      <source>JSON event</source>
      <translation>JSON-Ereignis</translation>
    </message>
    <message>
      <source>JSON events</source>
      <translation>JSON-Ereignisse</translation>
    </message>
    <message>
      <source>, the first began {example}</source>
      <translation>, das erste begann {example}</translation>
    </message>
    <message>
      <source>it sent {again} again that had come before that one, as it does for all</source>
      <translation>kamen {again} erneut, die davor gekommen waren, wie bei allen</translation>
    </message>
    <message>
      <source>A redirect leads from https to plain http</source>
      <translation>Eine Weiterleitung führt von https zu einfachem http</translation>
    </message>
    <message>
      <source>{before} leads to {after}: from there on anybody on the way can read and change the stream, and no credentials are sent along.</source>
      <translation>{before} führt zu {after}: Von dort an kann jeder auf dem Weg den Strom lesen und ändern, und es werden keine Anmeldedaten mitgesandt.</translation>
    </message>
    <message>
      <source>Ask whoever runs the server to redirect to https; a proxy before it often does not tell it that the outside is encrypted (`X-Forwarded-Proto`).</source>
      <translation>Bitten Sie den Betreiber des Servers, auf https weiterzuleiten; ein Proxy davor sagt ihm oft nicht, dass außen verschlüsselt wird (`X-Forwarded-Proto`).</translation>
    </message>
    <message>
      <source>The connection is cut after {silence_s} of silence</source>
      <translation>Die Verbindung wird nach {silence_s} Stille getrennt</translation>
    </message>
    <message>
      <source>{ends} by the other side,{ends2} after a silence of {alike_s}{silence_s}.{evidence}</source>
      <translation>{ends} durch die Gegenseite,{ends2} nach einer Stille von {alike_s}{silence_s}.{evidence}</translation>
    </message>
    <message>
      <source>Ask whoever runs the server to send a comment (a line `:`) at least every {part1}, or whoever runs the proxy to wait longer.</source>
      <translation>Bitten Sie den Betreiber des Servers, mindestens alle {part1} einen Kommentar (eine Zeile `:`) zu senden, oder den Betreiber des Proxys, länger zu warten.</translation>
    </message>
    <message>
      <source>The connection is cut at an age of {age_s}</source>
      <translation>Die Verbindung wird im Alter von {age_s} getrennt</translation>
    </message>
    <message>
      <source>{ends} by the other side,{ends2} at an age of {alike_s}{age_s}, whatever was sent.{evidence}</source>
      <translation>{ends} durch die Gegenseite,{ends2} im Alter von {alike_s}{age_s}, was auch gesendet wurde.{evidence}</translation>
    </message>
    <message>
      <source>Nothing is lost as long as resuming works. Ask whoever runs the server or the proxy before it for a longer limit on the whole request, or for none on streams.</source>
      <translation>Nichts geht verloren, solange das Fortsetzen gelingt. Bitten Sie den Betreiber des Servers oder des Proxys davor um eine längere Frist für die ganze Anfrage, oder um keine bei Strömen.</translation>
    </message>
    <message>
      <source>The server ends each stream at once</source>
      <translation>Der Server beendet jeden Strom sofort</translation>
    </message>
    <message>
      <source>{ends} by the server, within {part2} of its answer.{evidence}</source>
      <translation>{ends} vom Server, innerhalb von {part2} nach seiner Antwort.{evidence}</translation>
    </message>
    <message>
      <source>If the server means to be polled this way, raise its `retry:`. Otherwise ask whoever runs it why the stream is not kept open.</source>
      <translation>Wenn der Server so abgefragt werden will, sollte er sein `retry:` erhöhen. Sonst fragen Sie den Betreiber, warum der Strom nicht offen bleibt.</translation>
    </message>
    <message>
      <source>The connection is broken off again and again</source>
      <translation>Die Verbindung bricht wieder und wieder ab</translation>
    </message>
    <message>
      <source>{ends} by the other side, at ages of {ages_s}, by no rule that shows.</source>
      <translation>{ends} durch die Gegenseite, im Alter von {ages_s}, ohne erkennbare Regel.</translation>
    </message>
    <message>
      <source>Ask whoever runs the server whether it is restarted or overloaded, and your network's administrator about the way there.</source>
      <translation>Fragen Sie den Betreiber des Servers, ob er neu gestartet wird oder überlastet ist, und Ihre Netzverwaltung nach dem Weg dorthin.</translation>
    </message>
    <message>
      <source>{alike_s} of them</source>
      <translation>{alike_s} davon</translation>
    </message>
    <message>
      <source>each time</source>
      <translation>jedes Mal</translation>
    </message>
    <message>
      <source>It was seen once only: listen longer to be sure.</source>
      <translation>Es wurde nur einmal gesehen: Hören Sie länger zu, um sicher zu sein.</translation>
    </message>
    <message>
      <source>connection was</source>
      <translation>Verbindung wurde</translation>
    </message>
    <message>
      <source>connections were</source>
      <translation>Verbindungen wurden</translation>
    </message>
    <message>
      <source>The standard recommends a comment (a line `:`) about every 15 s.</source>
      <translation>Die Norm empfiehlt etwa alle 15 s einen Kommentar (eine Zeile `:`).</translation>
    </message>
    <message>
      <source>The stream is open, and nothing comes</source>
      <translation>Der Strom ist offen, und nichts kommt</translation>
    </message>
    <message>
      <source>The answer was 200 with the right type; after it not one byte came in {listened_s}.</source>
      <translation>Die Antwort war 200 mit dem richtigen Typ; danach kam in {listened_s} kein einziges Byte.</translation>
    </message>
    <message>
      <source>Either nothing happens there, or something on the way holds it back. Ask whoever runs the server to send a comment at once and as a heartbeat: then one can tell. The standard recommends a comment (a line `:`) about every 15 s.</source>
      <translation>Entweder geschieht dort nichts, oder etwas auf dem Weg hält es zurück. Bitten Sie den Betreiber des Servers, gleich am Anfang und als Herzschlag einen Kommentar zu senden: Dann lässt es sich unterscheiden. Die Norm empfiehlt etwa alle 15 s einen Kommentar (eine Zeile `:`).</translation>
    </message>
    <message>
      <source>Connections die without a word</source>
      <translation>Verbindungen sterben ohne ein Wort</translation>
    </message>
    <message>
      <source>{dead} of {attempts} stayed open, and nothing came for longer than three heartbeats; we ended them and connected again.</source>
      <translation>{dead} von {attempts} blieben offen, und länger als drei Herzschläge kam nichts; wir haben sie beendet und neu verbunden.</translation>
    </message>
    <message>
      <source>Something on the way forgets connections (a NAT or a firewall), or the server hangs. Ask your network's administrator about idle limits, and whoever runs the server about its load.</source>
      <translation>Etwas auf dem Weg vergisst Verbindungen (ein NAT oder eine Firewall), oder der Server hängt. Fragen Sie Ihre Netzverwaltung nach Fristen für stille Verbindungen und den Betreiber des Servers nach dessen Last.</translation>
    </message>
    <message>
      <source>Silent so far: no heartbeat in {quiet_s}</source>
      <translation>Bisher still: kein Herzschlag in {quiet_s}</translation>
    </message>
    <message>
      <source>For {quiet_s} nothing new came, not even a comment; {events} came in {listened_s} in all. A heartbeat slower than that cannot be seen in this time{part7}.</source>
      <translation>{quiet_s} lang kam nichts Neues, nicht einmal ein Kommentar; insgesamt kamen {events} in {listened_s}. Ein langsamerer Herzschlag ist in dieser Zeit nicht zu sehen{part7}.</translation>
    </message>
    <message>
      <source>Without one a dead connection looks like a quiet one, and proxies cut it. Ask whoever runs the server for a heartbeat. The standard recommends a comment (a line `:`) about every 15 s.</source>
      <translation>Ohne ihn sieht eine tote Verbindung wie eine stille aus, und Proxys trennen sie. Bitten Sie den Betreiber des Servers um einen Herzschlag. Die Norm empfiehlt etwa alle 15 s einen Kommentar (eine Zeile `:`).</translation>
    </message>
    <message>
      <source>The heartbeat is slow: one in {every_s}</source>
      <translation>Der Herzschlag ist langsam: einer in {every_s}</translation>
    </message>
    <message>
      <source>Comments come every {every_s}; a dead connection is noticed after two and a half of them at the earliest, and many proxies cut a silence of 60 s.</source>
      <translation>Kommentare kommen alle {every_s}; eine tote Verbindung fällt frühestens nach zweieinhalb davon auf, und viele Proxys trennen nach 60 s Stille.</translation>
    </message>
    <message>
      <source>Ask whoever runs the server for a quicker heartbeat. The standard recommends a comment (a line `:`) about every 15 s.</source>
      <translation>Bitten Sie den Betreiber des Servers um einen schnelleren Herzschlag. Die Norm empfiehlt etwa alle 15 s einen Kommentar (eine Zeile `:`).</translation>
    </message>
    <message>
      <source>connection</source>
      <translation>Verbindung</translation>
    </message>
    <message>
      <source>connections</source>
      <translation>Verbindungen</translation>
    </message>
    <message>
      <source>, and half a minute is usual: listen longer to be sure</source>
      <translation>, und eine halbe Minute ist üblich: Hören Sie länger zu, um sicher zu sein</translation>
    </message>
    <message>
      <source>{duplicates} came again that had come before</source>
      <translation>{duplicates} kamen erneut, die schon gekommen waren</translation>
    </message>
    <message>
      <source>{replayed} came that had been missed</source>
      <translation>{replayed} kamen, die gefehlt hatten</translation>
    </message>
    <message>
      <source>it sent that very event again</source>
      <translation>kam genau dieses Ereignis noch einmal</translation>
    </message>
    <message>
      <source>Ask whoever runs the server</source>
      <translation>Bitten Sie den Betreiber des Servers</translation>
    </message>
    <message>
      <source>The events have no ids</source>
      <translation>Die Ereignisse haben keine Ids</translation>
    </message>
    <message>
      <source>Not one of {without} had an `id:` field.</source>
      <translation>Kein einziges von {without} hatte ein Feld `id:`.</translation>
    </message>
    <message>
      <source>Ask whoever runs the server to send an `id:` with every event and to replay from `Last-Event-ID`: without it, whatever happens while the connection is down is lost, and nobody can tell.</source>
      <translation>Bitten Sie den Betreiber des Servers, mit jedem Ereignis ein `id:` zu senden und ab `Last-Event-ID` nachzuliefern: Ohne das ist verloren, was während einer Unterbrechung geschieht, und niemand kann es wissen.</translation>
    </message>
    <message>
      <source>All events have the same id</source>
      <translation>Alle Ereignisse haben dieselbe Id</translation>
    </message>
    <message>
      <source>{count} came over {spread_s}, all with one and the same `id:`.</source>
      <translation>{count} kamen in {spread_s}, alle mit ein und demselben `id:`.</translation>
    </message>
    <message>
      <source>Ask whoever runs the server to give each event an id of its own: by this one nothing can be resumed.</source>
      <translation>Bitten Sie den Betreiber des Servers, jedem Ereignis eine eigene Id zu geben: Mit dieser lässt sich nichts fortsetzen.</translation>
    </message>
    <message>
      <source>After {after} came {before}; {restarts} in all.</source>
      <translation>Nach {after} kam {before}; insgesamt {restarts}.</translation>
    </message>
    <message>
      <source>The ids begin anew</source>
      <translation>Die Ids beginnen von vorn</translation>
    </message>
    <message>
      <source>Ask whoever runs the server to keep counting across connections and restarts: an id that comes twice cannot be resumed from, and what is lost or doubled cannot be told.</source>
      <translation>Bitten Sie den Betreiber des Servers, über Verbindungen und Neustarts hinweg weiterzuzählen: Von einer Id, die zweimal kommt, lässt sich nicht fortsetzen, und was verloren oder doppelt ist, lässt sich nicht sagen.</translation>
    </message>
    <message>
      <source>The server ignores Last-Event-ID</source>
      <translation>Der Server beachtet Last-Event-ID nicht</translation>
    </message>
    <message>
      <source>Asked to go on after {asked}, {words}.</source>
      <translation>Gebeten, nach {asked} fortzufahren, {words}.</translation>
    </message>
    <message>
      <source>Ask whoever runs the server to keep a history and to replay from the `Last-Event-ID` header: whatever happens while the connection is down is lost otherwise.</source>
      <translation>Bitten Sie den Betreiber des Servers, einen Verlauf zu führen und ab der Kopfzeile `Last-Event-ID` nachzuliefern: Sonst ist verloren, was während einer Unterbrechung geschieht.</translation>
    </message>
    <message>
      <source>such step</source>
      <translation>solcher Schritt</translation>
    </message>
    <message>
      <source>such steps</source>
      <translation>solche Schritte</translation>
    </message>
    <message>
      <source>The server asks who you are</source>
      <translation>Der Server fragt, wer Sie sind</translation>
    </message>
    <message>
      <source>Sign in again, or ask whoever runs the feed for a new token; the one sent is missing, wrong or expired.</source>
      <translation>Melden Sie sich neu an, oder bitten Sie den Betreiber des Feeds um ein neues Token; das gesandte fehlt, ist falsch oder abgelaufen.</translation>
    </message>
    <message>
      <source>The server is in trouble itself</source>
      <translation>Der Server selbst hat Schwierigkeiten</translation>
    </message>
    <message>
      <source>Ask whoever runs the server to look into its log for this moment; nothing can be done from here.</source>
      <translation>Bitten Sie den Betreiber des Servers, für diesen Augenblick in dessen Protokoll zu sehen; von hier aus ist nichts zu tun.</translation>
    </message>
    <message>
      <source>Nothing listens at this address</source>
      <translation>Unter dieser Adresse lauscht niemand</translation>
    </message>
    <message>
      <source>Check host and port. If they are right, ask whoever runs the server whether it is up, and whether a firewall lets you through.</source>
      <translation>Prüfen Sie Host und Port. Stimmen sie, fragen Sie den Betreiber des Servers, ob er läuft und ob eine Firewall Sie durchlässt.</translation>
    </message>
    <message>
      <source>The server does not accept the request</source>
      <translation>Der Server nimmt die Anfrage nicht an</translation>
    </message>
    <message>
      <source>Compare path, parameters, method and headers with the feed's documentation.</source>
      <translation>Vergleichen Sie Pfad, Parameter, Methode und Kopfzeilen mit der Beschreibung des Feeds.</translation>
    </message>
    <message>
      <source>The server's certificate is not vouched for by anyone this machine trusts</source>
      <translation>Für das Zertifikat des Servers bürgt niemand, dem dieser Rechner traut</translation>
    </message>
    <message>
      <source>If it is your organisation's own authority, or that of a proxy which opens the encryption, add its certificate to the feed. If not, ask whoever runs the server for a complete certificate chain; somebody may be reading along.</source>
      <translation>Ist es die eigene Zertifizierungsstelle Ihrer Organisation oder die eines Proxys, der die Verschlüsselung öffnet, fügen Sie deren Zertifikat dem Feed hinzu. Wenn nicht, fragen Sie den Betreiber des Servers nach einer vollständigen Zertifikatskette; vielleicht liest jemand mit.</translation>
    </message>
    <message>
      <source>What answers there is not an event stream</source>
      <translation>Was dort antwortet, ist kein Ereignisstrom</translation>
    </message>
    <message>
      <source>Check the address and the port, and whether it should be http or https.</source>
      <translation>Prüfen Sie Adresse und Port, und ob es http oder https sein soll.</translation>
    </message>
    <message>
      <source>The stream loses its form in the middle</source>
      <translation>Der Strom verliert mittendrin seine Form</translation>
    </message>
    <message>
      <source>Ask whoever runs the server, or the proxy before it, to look at how it frames the stream (`Transfer-Encoding: chunked`).</source>
      <translation>Bitten Sie den Betreiber des Servers oder des Proxys davor zu prüfen, wie er den Strom in Stücke teilt (`Transfer-Encoding: chunked`).</translation>
    </message>
    <message>
      <source>The stream is packed in a way that was not asked for</source>
      <translation>Der Strom ist auf eine Weise gepackt, die nicht verlangt war</translation>
    </message>
    <message>
      <source>Ask whoever runs the server or the proxy to send the stream uncompressed, as the request says.</source>
      <translation>Bitten Sie den Betreiber des Servers oder des Proxys, den Strom unkomprimiert zu senden, wie es die Anfrage sagt.</translation>
    </message>
    <message>
      <source>The host name is not known</source>
      <translation>Der Name des Hosts ist nicht bekannt</translation>
    </message>
    <message>
      <source>Check the spelling. If it is right, ask your network's administrator whether its name server knows it, and whether you have to be inside a private network.</source>
      <translation>Prüfen Sie die Schreibweise. Stimmt sie, fragen Sie Ihre Netzverwaltung, ob ihr Nameserver ihn kennt und ob Sie in einem privaten Netz sein müssen.</translation>
    </message>
    <message>
      <source>There is no way to the server</source>
      <translation>Es führt kein Weg zum Server</translation>
    </message>
    <message>
      <source>Check that this machine is online; then ask your network's administrator about the way there.</source>
      <translation>Prüfen Sie, ob dieser Rechner im Netz ist; fragen Sie dann Ihre Netzverwaltung nach dem Weg dorthin.</translation>
    </message>
    <message>
      <source>There is no way through the proxy</source>
      <translation>Durch den Proxy führt kein Weg</translation>
    </message>
    <message>
      <source>Check the feed's proxy setting and that the proxy is up, and ask whoever runs it whether it lets you through. Nothing is known of the server behind it.</source>
      <translation>Prüfen Sie die Proxy-Einstellung des Feeds und ob der Proxy läuft, und fragen Sie seinen Betreiber, ob er Sie durchlässt. Vom Server dahinter ist nichts bekannt.</translation>
    </message>
    <message>
      <source>The connection is broken off before an answer</source>
      <translation>Die Verbindung bricht vor einer Antwort ab</translation>
    </message>
    <message>
      <source>Ask whoever runs the server whether it or a firewall before it ends connections; check that http or https is right.</source>
      <translation>Fragen Sie den Betreiber des Servers, ob er oder eine Firewall davor Verbindungen beendet; prüfen Sie, ob http oder https richtig ist.</translation>
    </message>
    <message>
      <source>The server does not answer</source>
      <translation>Der Server antwortet nicht</translation>
    </message>
    <message>
      <source>Ask whoever runs the server whether it is up, and your network's administrator whether a firewall swallows the connection.</source>
      <translation>Fragen Sie den Betreiber des Servers, ob er läuft, und Ihre Netzverwaltung, ob eine Firewall die Verbindung verschluckt.</translation>
    </message>
    <message>
      <source>The server gave up waiting for the request</source>
      <translation>Der Server hat das Warten auf die Anfrage aufgegeben</translation>
    </message>
    <message>
      <source>A proxy on the way may hold the request back: ask whoever runs it.</source>
      <translation>Vielleicht hält ein Proxy auf dem Weg die Anfrage auf: Fragen Sie dessen Betreiber.</translation>
    </message>
    <message>
      <source>The proxy on the way asks who you are</source>
      <translation>Der Proxy auf dem Weg fragt, wer Sie sind</translation>
    </message>
    <message>
      <source>Put a user and a password before the host in the address of the feed's proxy; they are kept as a secret. The server itself was not asked.</source>
      <translation>Setzen Sie Benutzer und Passwort vor den Host in der Adresse des Proxys; sie werden als Geheimnis verwahrt. Der Server selbst wurde nicht gefragt.</translation>
    </message>
    <message>
      <source>The credential is kept for another place, or another way there</source>
      <translation>Die Anmeldung gilt für einen anderen Ort oder einen anderen Weg dorthin</translation>
    </message>
    <message>
      <source>The server was not asked. If you know who runs it, and who is on the way, open the feed's form and say that the credential may go there, or sign in with another one. If the feed came from somebody else, ask them why it names your credential.</source>
      <translation>Der Server wurde nicht gefragt. Wenn Sie wissen, wer ihn betreibt und wer auf dem Weg liegt, öffnen Sie das Formular des Feeds und erlauben Sie, dass die Anmeldung dorthin geht, oder melden Sie sich mit einer anderen an. Kam der Feed von jemand anderem, fragen Sie, warum er Ihre Anmeldung nennt.</translation>
    </message>
    <message>
      <source>A login page comes instead of the stream</source>
      <translation>Statt des Stroms kommt eine Anmeldeseite</translation>
    </message>
    <message>
      <source>Sign in again and renew the cookie or token; a gateway sends whoever it does not know to its page.</source>
      <translation>Melden Sie sich neu an und erneuern Sie Cookie oder Token; ein Gateway schickt jeden, den es nicht kennt, auf seine Seite.</translation>
    </message>
    <message>
      <source>You are known, and not allowed</source>
      <translation>Sie sind bekannt und nicht berechtigt</translation>
    </message>
    <message>
      <source>Ask whoever runs the feed for access to it with this account.</source>
      <translation>Bitten Sie den Betreiber des Feeds um Zugang für dieses Konto.</translation>
    </message>
    <message>
      <source>There is nothing at this address</source>
      <translation>Unter dieser Adresse gibt es nichts</translation>
    </message>
    <message>
      <source>Check the path. If it was right before, ask whoever runs the server where the feed has gone.</source>
      <translation>Prüfen Sie den Pfad. War er vorher richtig, fragen Sie den Betreiber des Servers, wohin der Feed gezogen ist.</translation>
    </message>
    <message>
      <source>The server has had too many requests from you</source>
      <translation>Der Server hat zu viele Anfragen von Ihnen bekommen</translation>
    </message>
    <message>
      <source>Wait as long as it says, use fewer connections, or ask whoever runs the feed for a higher limit.</source>
      <translation>Warten Sie so lange, wie er sagt, nutzen Sie weniger Verbindungen, oder bitten Sie den Betreiber des Feeds um eine höhere Grenze.</translation>
    </message>
    <message>
      <source>The address leads in circles or nowhere</source>
      <translation>Die Adresse führt im Kreis oder nirgendwohin</translation>
    </message>
    <message>
      <source>Ask whoever runs the server where the feed is now, and enter that address.</source>
      <translation>Fragen Sie den Betreiber des Servers, wo der Feed jetzt ist, und geben Sie diese Adresse ein.</translation>
    </message>
    <message>
      <source>What comes is not an event stream</source>
      <translation>Was kommt, ist kein Ereignisstrom</translation>
    </message>
    <message>
      <source>Check the address. If it is right, ask whoever runs the server to send `Content-Type: text/event-stream`; browsers refuse anything else.</source>
      <translation>Prüfen Sie die Adresse. Stimmt sie, bitten Sie den Betreiber des Servers, `Content-Type: text/event-stream` zu senden; Browser lehnen alles andere ab.</translation>
    </message>
    <message>
      <source>The server says that there is nothing to send</source>
      <translation>Der Server sagt, dass es nichts zu senden gibt</translation>
    </message>
    <message>
      <source>204 tells a client to stay away. Ask whoever runs the feed whether it has ended.</source>
      <translation>204 heißt für einen Client: Bleib weg. Fragen Sie den Betreiber des Feeds, ob er geendet hat.</translation>
    </message>
    <message>
      <source>The server's certificate is out of date</source>
      <translation>Das Zertifikat des Servers ist abgelaufen</translation>
    </message>
    <message>
      <source>Ask whoever runs the server to renew it, and check the date of this machine.</source>
      <translation>Bitten Sie den Betreiber des Servers, es zu erneuern, und prüfen Sie das Datum dieses Rechners.</translation>
    </message>
    <message>
      <source>The server's certificate is for another host</source>
      <translation>Das Zertifikat des Servers gilt für einen anderen Host</translation>
    </message>
    <message>
      <source>Check the host name; if it is right, ask whoever runs the server for a certificate with that name.</source>
      <translation>Prüfen Sie den Namen des Hosts; stimmt er, bitten Sie den Betreiber des Servers um ein Zertifikat mit diesem Namen.</translation>
    </message>
    <message>
      <source>No encrypted connection can be agreed on</source>
      <translation>Keine verschlüsselte Verbindung lässt sich vereinbaren</translation>
    </message>
    <message>
      <source>Check that the port is one for https. If it is, ask whoever runs the server about its TLS versions.</source>
      <translation>Prüfen Sie, ob der Port einer für https ist. Wenn ja, fragen Sie den Betreiber des Servers nach seinen TLS-Versionen.</translation>
    </message>
    <message>
      <source>The answer grows beyond all measure when it is unpacked</source>
      <translation>Die Antwort wächst beim Auspacken über alle Maßen</translation>
    </message>
    <message>
      <source>Ask whoever runs the server to send the stream uncompressed.</source>
      <translation>Bitten Sie den Betreiber des Servers, den Strom unkomprimiert zu senden.</translation>
    </message>
    <message>
      <source>This machine seems to be offline</source>
      <translation>Dieser Rechner scheint keine Netzverbindung zu haben</translation>
    </message>
    <message>
      <source>All {feeds} feeds, on {origins} servers, failed within {apart_s}, and no server answered.</source>
      <translation>Alle {feeds} Feeds auf {origins} Servern scheiterten innerhalb von {apart_s}, und kein Server antwortete.</translation>
    </message>
    <message>
      <source>Check cable, Wi-Fi and VPN of this machine. The feeds go on by themselves, from where they were.</source>
      <translation>Prüfen Sie Kabel, WLAN und VPN dieses Rechners. Die Feeds machen von selbst weiter, wo sie waren.</translation>
    </message>
    <message>
      <source>This machine was asleep</source>
      <translation>Dieser Rechner hat geschlafen</translation>
    </message>
    <message>
      <source>During one of the last connections {longest_s} passed without this program.</source>
      <translation>Während einer der letzten Verbindungen vergingen {longest_s} ohne dieses Programm.</translation>
    </message>
    <message>
      <source>Nothing is wrong with the server. What was missed is replayed where the server keeps a history; keep the machine awake where that is not enough.</source>
      <translation>Am Server liegt es nicht. Was fehlte, wird nachgeliefert, wo der Server einen Verlauf führt; wo das nicht reicht, halten Sie den Rechner wach.</translation>
    </message>
    <message>
      <source>; {well} on other servers {well2} well</source>
      <translation>; {well} auf anderen Servern {well2} in Ordnung</translation>
    </message>
    <message>
      <source>The server is in trouble, not only this feed</source>
      <translation>Der Server hat Schwierigkeiten, nicht nur dieser Feed</translation>
    </message>
    <message>
      <source>All {part1} feeds of {url} fail{elsewhere}. Last: {detail}</source>
      <translation>Alle {part1} Feeds von {url} scheitern{elsewhere}. Zuletzt: {detail}</translation>
    </message>
    <message>
      <source>Ask whoever runs the server. Your settings and your access are most likely right.</source>
      <translation>Fragen Sie den Betreiber des Servers. Ihre Einstellungen und Ihr Zugang sind sehr wahrscheinlich richtig.</translation>
    </message>
    <message>
      <source>Only this feed has trouble, the server is well</source>
      <translation>Nur dieser Feed hat Schwierigkeiten, dem Server geht es gut</translation>
    </message>
    <message>
      <source>{well} of {url} {well2} open, while this one failed: {detail}</source>
      <translation>{well} von {url} {well2} offen, während dieser scheiterte: {detail}</translation>
    </message>
    <message>
      <source>Compare its address, its credentials and its limits with those of the feeds that work.</source>
      <translation>Vergleichen Sie seine Adresse, seine Anmeldung und seine Grenzen mit denen der Feeds, die laufen.</translation>
    </message>
    <message>
      <source>The server may allow six connections and no more</source>
      <translation>Der Server erlaubt vielleicht sechs Verbindungen und nicht mehr</translation>
    </message>
    <message>
      <source>{open_} streams of {url} are open over HTTP/1.1; this one failed: {detail}</source>
      <translation>{open_} Ströme von {url} sind über HTTP/1.1 offen; dieser scheiterte: {detail}</translation>
    </message>
    <message>
      <source>Gateways built for browsers allow six connections over HTTP/1.1. Ask whoever runs it for HTTP/2 (and switch it on for the feed) or for a higher limit, or use fewer feeds of this server at once.</source>
      <translation>Für Browser gebaute Gateways erlauben sechs Verbindungen über HTTP/1.1. Bitten Sie den Betreiber um HTTP/2 (und schalten Sie es beim Feed ein) oder um eine höhere Grenze, oder nutzen Sie weniger Feeds dieses Servers zugleich.</translation>
    </message>
    <message>
      <source>feeds</source>
      <translation>Feeds</translation>
    </message>
    <message>
      <source>other feed</source>
      <translation>anderer Feed</translation>
    </message>
    <message>
      <source>other feeds</source>
      <translation>andere Feeds</translation>
    </message>
    <message>
      <source>{words} Nobody vouches for it either.</source>
      <translation>{words} Es verbürgt sich auch niemand dafür.</translation>
    </message>
    <message>
      <source>Check cable, Wi-Fi and VPN: this machine has no route out. Inside a closed network check the spelling, and ask whether its name server knows the host.</source>
      <translation>Prüfen Sie Kabel, WLAN und VPN: Dieser Rechner hat keinen Weg nach außen. In einem geschlossenen Netz prüfen Sie die Schreibweise und fragen Sie, ob dessen Namensserver den Rechner kennt.</translation>
    </message>
    <message>
      <source>There is nothing to sign in with</source>
      <translation>Es gibt nichts, womit man sich anmelden könnte</translation>
    </message>
    <message>
      <source>The server was not asked. Sign in on this machine; without a keyring a credential is known until the program ends, and not at the next start.</source>
      <translation>Der Server wurde nicht gefragt. Melden Sie sich auf diesem Rechner an; ohne Schlüsselbund sind Zugangsdaten bekannt, bis das Programm endet, und beim nächsten Start nicht mehr.</translation>
    </message>
    <message>
      <source>The address was right before: ask whoever runs the server whether it is up, or being restarted, and whether a firewall has come between.</source>
      <translation>Die Adresse stimmte vorher: Fragen Sie den Betreiber des Servers, ob er läuft oder gerade neu gestartet wird und ob eine Firewall dazwischengekommen ist.</translation>
    </message>
    <message>
      <source>The server takes the connection and does not answer</source>
      <translation>Der Server nimmt die Verbindung an und antwortet nicht</translation>
    </message>
    <message>
      <source>Ask whoever runs the server why the request hangs. Some hold the answer back until the first event: they should send the headers at once; or a proxy holds them.</source>
      <translation>Fragen Sie den Betreiber des Servers, warum die Anfrage hängt. Manche halten die Antwort bis zum ersten Ereignis zurück: Sie sollten die Kopfzeilen sofort senden; oder ein Proxy hält sie auf.</translation>
    </message>
    <message>
      <source>The attempt ended with {outcome}.</source>
      <translation>Der Versuch endete mit {outcome}.</translation>
    </message>
    <message>
      <source>it is valid from {since} to {until}</source>
      <translation>es gilt von {since} bis {until}</translation>
    </message>
    <message>
      <source>it names {quoted}{more}</source>
      <translation>es nennt {quoted}{more}</translation>
    </message>
    <message>
      <source>it was issued by {issuer}</source>
      <translation>es wurde ausgestellt von {issuer}</translation>
    </message>
    <message>
      <source>The connection itself stood after {part1}.</source>
      <translation>Die Verbindung selbst stand nach {part1}.</translation>
    </message>
    <message>
      <source>It was reached by {hops}, the last to {hops2}.</source>
      <translation>Erreicht wurde er über {hops}, zuletzt {hops2}.</translation>
    </message>
    <message>
      <source>{alike} of {attempts} ended so.</source>
      <translation>{alike} von {attempts} endeten so.</translation>
    </message>
    <message>
      <source>Before that the stream was open and sent events.</source>
      <translation>Davor war der Strom offen und sandte Ereignisse.</translation>
    </message>
    <message>
      <source>redirect</source>
      <translation>Weiterleitung</translation>
    </message>
    <message>
      <source>redirects</source>
      <translation>Weiterleitungen</translation>
    </message>
    <message>
      <source>attempt</source>
      <translation>Versuch</translation>
    </message>
    <message>
      <source>attempts</source>
      <translation>Versuche</translation>
    </message>
    <message>
      <source>a common setting of load balancers</source>
      <translation>eine übliche Einstellung von Lastverteilern</translation>
    </message>
    <message>
      <source>the default of nginx and of many load balancers</source>
      <translation>die Vorgabe von nginx und vielen Lastverteilern</translation>
    </message>
    <message>
      <source>a common setting of proxies</source>
      <translation>eine übliche Einstellung von Proxys</translation>
    </message>
    <message>
      <source>Azure's front end</source>
      <translation>das Front End von Azure</translation>
    </message>
    <message>
      <source>Azure's load balancer</source>
      <translation>der Lastverteiler von Azure</translation>
    </message>
    <message>
      <source>a common setting of gateways</source>
      <translation>eine übliche Einstellung von Gateways</translation>
    </message>
    <message>
      <source>AWS' network load balancer</source>
      <translation>der Netz-Lastverteiler von AWS</translation>
    </message>
    <message>
      <source>an hour</source>
      <translation>eine Stunde</translation>
    </message>
    <message>
      <source>Each event comes a few bytes at a time</source>
      <translation>Jedes Ereignis kommt in kleinen Stücken</translation>
    </message>
    <message>
      <source>An event takes {pulse} from its first byte to its last, at {pulse2} a second: it is that late before anything else delays it.</source>
      <translation>Ein Ereignis braucht {pulse} vom ersten bis zum letzten Byte, bei {pulse2} in der Sekunde: So spät ist es, bevor es sonst etwas aufhält.</translation>
    </message>
    <message>
      <source>Look at other connections of this machine: if they are slow as well, it is the line. If not, ask whoever runs the server or the proxy before it whether it limits the rate (nginx: `limit_rate`), or writes an event in small pieces.</source>
      <translation>Sehen Sie sich andere Verbindungen dieses Rechners an: Sind sie auch langsam, ist es die Leitung. Wenn nicht, fragen Sie den Betreiber des Servers oder des Proxys davor, ob er die Rate begrenzt (nginx: `limit_rate`) oder ein Ereignis in kleinen Stücken schreibt.</translation>
    </message>
    <message>
      <source>{again} of the {followers} events that had followed came again</source>
      <translation>kamen {again} der {followers} Ereignisse, die gefolgt waren, erneut</translation>
    </message>
    <message>
      <source>it went on at {id}; {followers} that had followed did not come again</source>
      <translation>ging es bei {id} weiter; {followers}, die gefolgt waren, kamen nicht erneut</translation>
    </message>
    <message>
      <source>nothing came in {now_s}, though {followed} had followed that one</source>
      <translation>kam in {now_s} nichts, obwohl {followed} darauf gefolgt waren</translation>
    </message>
    <message>
      <source>it sent the id {id} again, for another event</source>
      <translation>kam die Id {id} noch einmal, für ein anderes Ereignis</translation>
    </message>
    <message>
      <source>it began again at {id}, which came before that</source>
      <translation>begann es von vorn bei {id}, das davor gekommen war</translation>
    </message>
    <message>
      <source>the event that had followed came again</source>
      <translation>kam das Ereignis, das gefolgt war, erneut</translation>
    </message>
    <message>
      <source>it began at {id}, before the first id that it had sent at all</source>
      <translation>begann es bei {id}, vor der ersten Id, die je gesandt worden war</translation>
    </message>
    <message>
      <source>it sent {at_once} later events at once: its history may not reach back so far</source>
      <translation>kamen {at_once} spätere Ereignisse auf einmal: Der Verlauf reicht vielleicht nicht so weit zurück</translation>
    </message>
    <message>
      <source>nothing came in {now_s}</source>
      <translation>kam in {now_s} nichts</translation>
    </message>
    <message>
      <source>byte</source>
      <translation>Byte</translation>
    </message>
    <message>
      <source>bytes</source>
      <translation>Byte</translation>
    </message>
    <message>
      <source>“{text}” is no time. Write 14:05, 14:05:30, 2026-11-20 14:05, +30s or -5m.</source>
      <translation>„{text}“ ist keine Zeit. Schreiben Sie 14:05, 14:05:30, 2026-11-20 14:05, +30s oder -5m.</translation>
    </message>
    <message>
      <source>“{text}” is outside the recording, which goes from {begin} to {end}.</source>
      <translation>„{text}“ liegt außerhalb der Aufzeichnung, die von {begin} bis {end} geht.</translation>
    </message>
    <message>
      <source>The probe brought nothing within {probe_s} s.</source>
      <translation>Die Probe brachte in {probe_s} s nichts.</translation>
    </message>
    <message>
      <source>say whether it may go there</source>
      <translation>sagen Sie, ob sie dorthin darf</translation>
    </message>
    <message>
      <source>ask for access</source>
      <translation>bitten Sie um Zugang</translation>
    </message>
    <message>
      <source>check the address</source>
      <translation>prüfen Sie die Adresse</translation>
    </message>
    <message>
      <source>check the request</source>
      <translation>prüfen Sie die Anfrage</translation>
    </message>
    <message>
      <source>this is not an event stream</source>
      <translation>das ist kein Ereignisstrom</translation>
    </message>
    <message>
      <source>the server needs a new certificate</source>
      <translation>der Server braucht ein neues Zertifikat</translation>
    </message>
    <message>
      <source>check the host name</source>
      <translation>prüfen Sie den Namen des Hosts</translation>
    </message>
    <message>
      <source>add its certificate authority</source>
      <translation>fügen Sie seine Zertifizierungsstelle hinzu</translation>
    </message>
    <message>
      <source>check the TLS settings</source>
      <translation>prüfen Sie die TLS-Einstellungen</translation>
    </message>
    <message>
      <source>check the feed's settings</source>
      <translation>prüfen Sie die Einstellungen des Feeds</translation>
    </message>
    <message>
      <source>the server compresses without measure</source>
      <translation>der Server komprimiert ohne Maß</translation>
    </message>
    <message>
      <source>The link was not taken. {why}</source>
      <translation>Der Link wurde nicht übernommen. {why}</translation>
    </message>
    <message>
      <source>It is longer than {MOST_CHARACTERS} characters.</source>
      <translation>Er ist länger als {MOST_CHARACTERS} Zeichen.</translation>
    </message>
    <message>
      <source>It offers no address that begins with http:// or https://.</source>
      <translation>Er bietet keine Adresse, die mit http:// oder https:// beginnt.</translation>
    </message>
    <message>
      <source>It has characters in it that no address has, or that cannot be seen.</source>
      <translation>Er enthält Zeichen, die keine Adresse hat oder die man nicht sieht.</translation>
    </message>
    <message>
      <source>It offers no address.</source>
      <translation>Er bietet keine Adresse.</translation>
    </message>
    <message>
      <source>It has a user in front of the host's name. Ask for the plain address, and sign in here.</source>
      <translation>Er hat einen Benutzer vor dem Namen des Hosts. Bitten Sie um die bloße Adresse, und melden Sie sich hier an.</translation>
    </message>
    <message>
      <source>There is no preset named {id_}. Choose one of: {PRESETS}.</source>
      <translation>Es gibt keine Vorlage namens {id_}. Wählen Sie eine von: {PRESETS}.</translation>
    </message>
    <message>
      <source>{title}: give the server's address, such as https://feeds.example.org.</source>
      <translation>{title}: Geben Sie die Adresse des Servers an, etwa https://feeds.example.org.</translation>
    </message>
    <message>
      <source>{title} has no field named {unknown}.</source>
      <translation>{title} hat kein Feld namens {unknown}.</translation>
    </message>
    <message>
      <source>{title}: {label} is missing ({meaning}).</source>
      <translation>{title}: {label} fehlt ({meaning}).</translation>
    </message>
    <message>
      <source>{label} {value} is none of {choices}.</source>
      <translation>{label} {value} ist keines von {choices}.</translation>
    </message>
    <message>
      <source>{label} {value} cannot be right: {meaning}.</source>
      <translation>{label} {value} kann nicht stimmen: {meaning}.</translation>
    </message>
    <message>
      <source>{label} {value} is no moment: {meaning}.</source>
      <translation>{label} {value} ist kein Zeitpunkt: {meaning}.</translation>
    </message>
    <message>
      <source>the channel's name</source>
      <translation>der Name des Kanals</translation>
    </message>
    <message>
      <source>the event's type, or what its profile calls it</source>
      <translation>die Art des Ereignisses, oder wie sein Profil sie nennt</translation>
    </message>
    <message>
      <source>the event's id</source>
      <translation>die Id des Ereignisses</translation>
    </message>
    <message>
      <source>what the ledger says of it: altered, late</source>
      <translation>was die Buchführung davon sagt: altered, late</translation>
    </message>
    <message>
      <source>the event's title</source>
      <translation>der Titel des Ereignisses</translation>
    </message>
    <message>
      <source>its longer text</source>
      <translation>sein längerer Text</translation>
    </message>
    <message>
      <source>where it happened</source>
      <translation>wo es geschah</translation>
    </message>
    <message>
      <source>where it came from</source>
      <translation>woher es kam</translation>
    </message>
    <message>
      <source>who reported it</source>
      <translation>wer es berichtet hat</translation>
    </message>
    <message>
      <source>the name of the figure it carries</source>
      <translation>der Name der Zahl, die es trägt</translation>
    </message>
    <message>
      <source>that figure</source>
      <translation>diese Zahl</translation>
    </message>
    <message>
      <source>its number in its channel</source>
      <translation>seine Nummer im Kanal</translation>
    </message>
    <message>
      <source>bytes of its data</source>
      <translation>die Größe seiner Daten in Byte</translation>
    </message>
    <message>
      <source>when it happened, by its own clock if it has one</source>
      <translation>wann es geschah, nach seiner eigenen Uhr, wenn es eine hat</translation>
    </message>
    <message>
      <source>when it was received</source>
      <translation>wann es empfangen wurde</translation>
    </message>
    <message>
      <source>This query is longer than {MAX_LENGTH} characters</source>
      <translation>Diese Abfrage ist länger als {MAX_LENGTH} Zeichen</translation>
    </message>
    <message>
      <source>{found} cannot stand here</source>
      <translation>{found} kann hier nicht stehen</translation>
    </message>
    <message>
      <source>{A_TERM}; put signs in quotes</source>
      <translation>{A_TERM}; Zeichen gehören in Anführungszeichen</translation>
    </message>
    <message>
      <source>More than {MAX_DEPTH} brackets inside one another</source>
      <translation>Mehr als {MAX_DEPTH} Klammern ineinander</translation>
    </message>
    <message>
      <source>Nothing is in these brackets</source>
      <translation>In diesen Klammern steht nichts</translation>
    </message>
    <message>
      <source>This ( is never closed</source>
      <translation>Dieses ( wird nie geschlossen</translation>
    </message>
    <message>
      <source>) at the end</source>
      <translation>) am Ende</translation>
    </message>
    <message>
      <source>The query ends here</source>
      <translation>Hier endet die Abfrage</translation>
    </message>
    <message>
      <source>{_operator} has nothing before it</source>
      <translation>Vor {_operator} steht nichts</translation>
    </message>
    <message>
      <source>{_ahead} cannot stand here</source>
      <translation>{_ahead} kann hier nicht stehen</translation>
    </message>
    <message>
      <source>A field's name has no wildcards</source>
      <translation>Der Name eines Feldes hat keine Platzhalter</translation>
    </message>
    <message>
      <source>one field's name</source>
      <translation>der Name eines Feldes</translation>
    </message>
    <message>
      <source>Every field is meant only in *:*</source>
      <translation>Jedes Feld ist nur bei *:* gemeint</translation>
    </message>
    <message>
      <source>This ) closes nothing</source>
      <translation>Dieses ) schließt nichts</translation>
    </message>
    <message>
      <source>the end, or another term</source>
      <translation>das Ende, oder ein weiterer Begriff</translation>
    </message>
    <message>
      <source>a word, AND, OR or )</source>
      <translation>ein Wort, AND, OR oder )</translation>
    </message>
    <message>
      <source>Nothing follows this -</source>
      <translation>Nach diesem - folgt nichts</translation>
    </message>
    <message>
      <source>a word, a phrase in quotes, a field such as severity:4, or (</source>
      <translation>ein Wort, eine Wortfolge in Anführungszeichen, ein Feld wie severity:4, oder (</translation>
    </message>
    <message>
      <source>This quotation mark is never closed</source>
      <translation>Dieses Anführungszeichen wird nie geschlossen</translation>
    </message>
    <message>
      <source>" at the end of the phrase</source>
      <translation>" am Ende der Wortfolge</translation>
    </message>
    <message>
      <source>Similar words (~) cannot be looked for</source>
      <translation>Nach ähnlichen Wörtern (~) kann nicht gesucht werden</translation>
    </message>
    <message>
      <source>the word alone, or a wildcard</source>
      <translation>nur das Wort, oder ein Platzhalter</translation>
    </message>
    <message>
      <source>This regular expression is never closed</source>
      <translation>Dieser reguläre Ausdruck wird nie geschlossen</translation>
    </message>
    <message>
      <source>/ at its end</source>
      <translation>/ an seinem Ende</translation>
    </message>
    <message>
      <source>A regular expression ends at this /</source>
      <translation>Ein regulärer Ausdruck endet bei diesem /</translation>
    </message>
    <message>
      <source>a space; or put the text in quotes</source>
      <translation>ein Leerzeichen; oder setzen Sie den Text in Anführungszeichen</translation>
    </message>
    <message>
      <source>There is no letter or digit to look for</source>
      <translation>Hier ist kein Buchstabe und keine Ziffer, nach der zu suchen wäre</translation>
    </message>
    <message>
      <source>a word</source>
      <translation>ein Wort</translation>
    </message>
    <message>
      <source>A weight (^) has no meaning here: nothing is ranked</source>
      <translation>Ein Gewicht (^) hat hier keinen Sinn: Nichts wird gereiht</translation>
    </message>
    <message>
      <source>the word alone</source>
      <translation>nur das Wort</translation>
    </message>
    <message>
      <source>This regular expression cannot be read: {msg}</source>
      <translation>Dieser reguläre Ausdruck ist nicht lesbar: {msg}</translation>
    </message>
    <message>
      <source>This regular expression is too large</source>
      <translation>Dieser reguläre Ausdruck ist zu groß</translation>
    </message>
    <message>
      <source>a smaller one</source>
      <translation>ein kleinerer</translation>
    </message>
    <message>
      <source>This regular expression both repeats and looks around or back, and might never end</source>
      <translation>Dieser reguläre Ausdruck wiederholt und blickt dabei um sich oder zurück, und käme vielleicht nie zum Ende</translation>
    </message>
    <message>
      <source>one that does without either</source>
      <translation>einer, der ohne eines von beiden auskommt</translation>
    </message>
    <message>
      <source>latitude, longitude and radius: near:(33.5,36.3,200km)</source>
      <translation>Breite, Länge und Radius: near:(33.5,36.3,200km)</translation>
    </message>
    <message>
      <source>south, west, north and east: within:(12,32,42,60)</source>
      <translation>Süd, West, Nord und Ost: within:(12,32,42,60)</translation>
    </message>
    <message>
      <source>events that have the field</source>
      <translation>Ereignisse, die das Feld haben</translation>
    </message>
    <message>
      <source>in the events</source>
      <translation>in den Ereignissen</translation>
    </message>
    <message>
      <source>a time such as now-1h, 2026-11-20 or 2026-11-20T06:39Z</source>
      <translation>eine Zeit wie now-1h, 2026-11-20 oder 2026-11-20T06:39Z</translation>
    </message>
    <message>
      <source>a word, a phrase in quotes, &gt;=4, [2 TO 3], /a regular expression/ or *</source>
      <translation>ein Wort, eine Wortfolge in Anführungszeichen, &gt;=4, [2 TO 3], /ein regulärer Ausdruck/ oder *</translation>
    </message>
    <message>
      <source>a number, &gt;=4, or [2 TO 3]</source>
      <translation>eine Zahl, &gt;=4, oder [2 TO 3]</translation>
    </message>
    <message>
      <source>a time such as now-1h, 2026-11-20 or 2026-11-20T06:39Z, or [now-1h TO now]</source>
      <translation>eine Zeit wie now-1h, 2026-11-20 oder 2026-11-20T06:39Z, oder [now-1h TO now]</translation>
    </message>
    <message>
      <source>The ends of this range are of two kinds</source>
      <translation>Die Enden dieses Bereichs sind von zweierlei Art</translation>
    </message>
    <message>
      <source>two numbers, two times or two words</source>
      <translation>zwei Zahlen, zwei Zeiten oder zwei Wörter</translation>
    </message>
    <message>
      <source>A box is missing</source>
      <translation>Ein Rechteck fehlt</translation>
    </message>
    <message>
      <source>(south,west,north,east) such as (12,32,42,60)</source>
      <translation>(Süd,West,Nord,Ost) wie (12,32,42,60)</translation>
    </message>
    <message>
      <source>A place is missing</source>
      <translation>Ein Ort fehlt</translation>
    </message>
    <message>
      <source>(latitude,longitude,radius) such as (33.5,36.3,200km)</source>
      <translation>(Breite,Länge,Radius) wie (33.5,36.3,200km)</translation>
    </message>
    <message>
      <source>A part of this field's name is empty</source>
      <translation>Ein Teil dieses Feldnamens ist leer</translation>
    </message>
    <message>
      <source>a name such as source.name</source>
      <translation>ein Name wie source.name</translation>
    </message>
    <message>
      <source>Nothing stands after {path}:</source>
      <translation>Nach {path}: steht nichts</translation>
    </message>
    <message>
      <source>Nothing stands after {sign}</source>
      <translation>Nach {sign} steht nichts</translation>
    </message>
    <message>
      <source>A range has two ends</source>
      <translation>Ein Bereich hat zwei Enden</translation>
    </message>
    <message>
      <source>This range is never closed</source>
      <translation>Dieser Bereich wird nie geschlossen</translation>
    </message>
    <message>
      <source>This is no time</source>
      <translation>Das ist keine Zeit</translation>
    </message>
    <message>
      <source>[low TO high]</source>
      <translation>[von TO bis]</translation>
    </message>
    <message>
      <source>An end of this range is missing</source>
      <translation>Diesem Bereich fehlt ein Ende</translation>
    </message>
    <message>
      <source>{path}, or * for no end</source>
      <translation>{path}, oder * für kein Ende</translation>
    </message>
    <message>
      <source>This is no number</source>
      <translation>Das ist keine Zahl</translation>
    </message>
    <message>
      <source>a number such as 4 or 0.75</source>
      <translation>eine Zahl wie 4 oder 0.75</translation>
    </message>
    <message>
      <source>There is no such place</source>
      <translation>Einen solchen Ort gibt es nicht</translation>
    </message>
    <message>
      <source>latitudes to ±90 and longitudes to ±180</source>
      <translation>Breiten bis ±90 und Längen bis ±180</translation>
    </message>
    <message>
      <source>The box's south lies north of its north</source>
      <translation>Der Süden des Rechtecks liegt nördlich seines Nordens</translation>
    </message>
    <message>
      <source>a latitude to ±90 and a longitude to ±180</source>
      <translation>eine Breite bis ±90 und eine Länge bis ±180</translation>
    </message>
    <message>
      <source>{version} is no version.</source>
      <translation>{version} ist keine Version.</translation>
    </message>
    <message>
      <source>The announcement of the newest version cannot be read: {error}.</source>
      <translation>Die Ankündigung der neuesten Version ist nicht lesbar: {error}.</translation>
    </message>
    <message>
      <source>bearer token</source>
      <translation>Bearer-Token</translation>
    </message>
    <message>
      <source>user and password</source>
      <translation>Benutzer und Kennwort</translation>
    </message>
    <message>
      <source>secret header</source>
      <translation>geheime Kopfzeile</translation>
    </message>
    <message>
      <source>secret in the address</source>
      <translation>Geheimnis in der Adresse</translation>
    </message>
    <message>
      <source>user and password of the proxy</source>
      <translation>Benutzer und Kennwort des Proxys</translation>
    </message>
    <message>
      <source>request body with a secret</source>
      <translation>Anfrageinhalt mit einem Geheimnis</translation>
    </message>
    <message>
      <source>client certificate</source>
      <translation>Client-Zertifikat</translation>
    </message>
    <message>
      <source>{MOST_FIELDS} fields of one feed are plotted, which is all that can be. Remove one first.</source>
      <translation>{MOST_FIELDS} Felder eines Feeds sind gezeichnet, mehr geht nicht. Entfernen Sie zuerst eines.</translation>
    </message>
    <message>
      <source>Not connected for {span_s} s</source>
      <translation>Seit {span_s} s nicht verbunden</translation>
    </message>
    <message>
      <source>No event for {after_s} s</source>
      <translation>Seit {after_s} s kein Ereignis</translation>
    </message>
    <message>
      <source>a table of names and values</source>
      <translation>eine Tabelle von Namen und Werten</translation>
    </message>
    <message>
      <source>There is no back-off named {name}. Choose one of: {BACKOFFS}.</source>
      <translation>Es gibt kein Wartemuster namens {name}. Wählen Sie eines von: {BACKOFFS}.</translation>
    </message>
    <message>
      <source>The name of a feed is that of its table; this one was left out.</source>
      <translation>Der Name eines Feeds ist der seiner Tabelle; dieser wurde weggelassen.</translation>
    </message>
    <message>
      <source>The feed {name} has no url.</source>
      <translation>Der Feed {name} hat keine url.</translation>
    </message>
    <message>
      <source>The profile {profile} is none of: {known}. Choose one, or install the package that brings it.</source>
      <translation>Das Profil {profile} ist keines von: {known}. Wählen Sie eines davon, oder installieren Sie das Paket, das es mitbringt.</translation>
    </message>
    <message>
      <source>proxy must be system, or begin with http://, https:// or socks5://.</source>
      <translation>proxy muss system sein, oder mit http://, https:// oder socks5:// beginnen.</translation>
    </message>
    <message>
      <source>The feed {name} holds a secret ({found}). It does not belong in a workspace: it was taken out, to be kept in the keyring. Whoever has this file has it too, so change it.</source>
      <translation>Der Feed {name} enthält ein Geheimnis ({found}). Es gehört nicht in einen Arbeitsbereich: Es wurde herausgenommen und kommt in den Schlüsselbund. Wer diese Datei hat, hat auch das Geheimnis; ändern Sie es daher.</translation>
    </message>
    <message>
      <source>A feed's name must be 1 to {MOST_NAME} characters that can be seen.</source>
      <translation>Der Name eines Feeds muss aus 1 bis {MOST_NAME} sichtbaren Zeichen bestehen.</translation>
    </message>
    <message>
      <source>where cannot be read: {error}</source>
      <translation>where ist nicht lesbar: {error}</translation>
    </message>
    <message>
      <source>{name} cannot be sent as a header.</source>
      <translation>{name} kann nicht als Kopfzeile gesendet werden.</translation>
    </message>
    <message>
      <source>{path} must begin with http:// or https://.</source>
      <translation>{path} muss mit http:// oder https:// beginnen.</translation>
    </message>
    <message>
      <source>The feed {name} was there already.</source>
      <translation>Der Feed {name} war schon da.</translation>
    </message>
    <message>
      <source>Another {kind} is named {name}; the new one is {free}.</source>
      <translation>Es gibt schon ein anderes ({kind}) namens {name}; das neue heißt {free}.</translation>
    </message>
    <message>
      <source>{text} cannot be read from {word} on.</source>
      <translation>{text} ist ab {word} nicht lesbar.</translation>
    </message>
    <message>
      <source>{text} has the panel {twice} twice.</source>
      <translation>{text} enthält den Bereich {twice} zweimal.</translation>
    </message>
    <message>
      <source>Only panels can be tabs of one place.</source>
      <translation>Nur Bereiche können Reiter an einer Stelle sein.</translation>
    </message>
    <message>
      <source>A bracket is not closed.</source>
      <translation>Eine Klammer ist nicht geschlossen.</translation>
    </message>
    <message>
      <source>A panel is missing before {head}.</source>
      <translation>Vor {head} fehlt ein Bereich.</translation>
    </message>
    <message>
      <source>A panel is missing.</source>
      <translation>Es fehlt ein Bereich.</translation>
    </message>
    <message>
      <source>Whether the stream is opened at all; without it the feed is only polled.</source>
      <translation>Ob der Strom überhaupt geöffnet wird; ohne ihn wird der Feed nur abgefragt.</translation>
    </message>
    <message>
      <source>How long the connection may take; the first answer may take three times as long.</source>
      <translation>Wie lange die Verbindung brauchen darf; die erste Antwort darf dreimal so lange brauchen.</translation>
    </message>
    <message>
      <source>How often the server promises a sign of life. After 2.5 times as long without a byte the feed is shown as silent. Not set: learnt from the stream.</source>
      <translation>Wie oft der Server ein Lebenszeichen verspricht. Nach dem 2,5-Fachen ohne ein Byte gilt der Feed als still. Nicht gesetzt: aus dem Strom gelernt.</translation>
    </message>
    <message>
      <source>After so long without a byte the connection is dropped and made anew. Not set: follows from the heartbeat.</source>
      <translation>Nach so langer Zeit ohne ein Byte wird die Verbindung getrennt und neu aufgebaut. Nicht gesetzt: folgt aus dem Herzschlag.</translation>
    </message>
    <message>
      <source>A larger event is refused and counted, so that a server's mistake cannot fill the memory.</source>
      <translation>Ein größeres Ereignis wird abgewiesen und gezählt, damit ein Fehler des Servers nicht den Speicher füllt.</translation>
    </message>
    <message>
      <source>Event types after which the stream is complete: it is closed and stays closed.</source>
      <translation>Arten von Ereignissen, nach denen der Strom vollständig ist: Er wird geschlossen und bleibt es.</translation>
    </message>
    <message>
      <source>Server-Sent Events (sse), a JSON object a line (ndjson), or what the server says (auto).</source>
      <translation>Server-Sent Events (sse), ein JSON-Objekt je Zeile (ndjson), oder was der Server sagt (auto).</translation>
    </message>
    <message>
      <source>Offer HTTP/2 to the server. Some proxies hold streams back.</source>
      <translation>Dem Server HTTP/2 anbieten. Manche Proxys halten dann Ströme zurück.</translation>
    </message>
    <message>
      <source>The address of a proxy (http://, https://, socks5://), or system: the one that the system or HTTPS_PROXY names. Not set: none.</source>
      <translation>Die Adresse eines Proxys (http://, https://, socks5://) oder system: der, den das System oder HTTPS_PROXY nennt. Nicht gesetzt: keiner.</translation>
    </message>
    <message>
      <source>A PEM file with the authority that vouches for the server. Not set: those of the system.</source>
      <translation>Eine PEM-Datei mit der Zertifizierungsstelle, die für den Server bürgt. Nicht gesetzt: die des Systems.</translation>
    </message>
    <message>
      <source>Whether the server must prove who it is. Switched off, anyone on the way can read and change the feed; it is marked in red everywhere.</source>
      <translation>Ob der Server beweisen muss, wer er ist. Ausgeschaltet kann jeder auf dem Weg den Feed lesen und ändern; überall rot gekennzeichnet.</translation>
    </message>
    <message>
      <source>The longest wait before the second try; the first try after a healthy connection comes within a second.</source>
      <translation>Die längste Wartezeit vor dem zweiten Versuch; der erste nach einer gesunden Verbindung kommt innerhalb einer Sekunde.</translation>
    </message>
    <message>
      <source>How many times longer each further wait may be.</source>
      <translation>Das Wievielfache jede weitere Wartezeit dauern darf.</translation>
    </message>
    <message>
      <source>No wait is longer.</source>
      <translation>Keine Wartezeit ist länger.</translation>
    </message>
    <message>
      <source>After so many failures in a row the feed has failed. Not set: it never gives up.</source>
      <translation>Nach so vielen Fehlschlägen in Folge ist der Feed gescheitert. Nicht gesetzt: Er gibt nie auf.</translation>
    </message>
    <message>
      <source>Wait a random part of the time, so that many clients do not come back at once.</source>
      <translation>Nur einen zufälligen Teil der Zeit warten, damit nicht viele Clients zugleich wiederkommen.</translation>
    </message>
    <message>
      <source>Choose growth and longest wait by the network's quality: good, moderate or poor.</source>
      <translation>Wachstum und längste Wartezeit nach der Güte des Netzes wählen: gut, mittel oder schlecht.</translation>
    </message>
    <message>
      <source>Stop asking a server that keeps failing, for all its feeds at once.</source>
      <translation>Einen Server, der immer wieder versagt, nicht mehr fragen, für alle seine Feeds zugleich.</translation>
    </message>
    <message>
      <source>So many failures open the breaker.</source>
      <translation>So viele Fehlschläge öffnen die Sicherung.</translation>
    </message>
    <message>
      <source>How long nobody asks; then a single probe does.</source>
      <translation>Wie lange niemand fragt; dann fragt eine einzige Probe.</translation>
    </message>
    <message>
      <source>Failures older than this are forgotten.</source>
      <translation>Ältere Fehlschläge sind vergessen.</translation>
    </message>
    <message>
      <source>How long the probe may take.</source>
      <translation>Wie lange die Probe brauchen darf.</translation>
    </message>
    <message>
      <source>What is asked while the stream cannot be had.</source>
      <translation>Was gefragt wird, solange der Strom nicht zu haben ist.</translation>
    </message>
    <message>
      <source>How often it is asked.</source>
      <translation>Wie oft gefragt wird.</translation>
    </message>
    <message>
      <source>After so long of polling without an end the feed has failed. Not set: never.</source>
      <translation>Nach so langem Abfragen ohne ein Ende ist der Feed gescheitert. Nicht gesetzt: nie.</translation>
    </message>
    <message>
      <source>How the views take events: all of them, the newest at most once in a while (throttle), the newest once it is quiet (debounce), or the last few (buffer). The journal keeps all.</source>
      <translation>Wie die Ansichten Ereignisse nehmen: alle, das neueste höchstens alle Weile (throttle), das neueste, sobald Ruhe ist (debounce), oder die letzten paar (buffer). Das Journal behält alle.</translation>
    </message>
    <message>
      <source>The while of throttle, the quiet of debounce.</source>
      <translation>Die Weile von throttle, die Ruhe von debounce.</translation>
    </message>
    <message>
      <source>How many a buffer keeps.</source>
      <translation>Wie viele ein Puffer behält.</translation>
    </message>
    <message>
      <source>A query, as in the filter: of this feed the views take only what it finds. Not set: everything. The journal keeps all.</source>
      <translation>Eine Abfrage wie im Filter: Von diesem Feed nehmen die Ansichten nur, was sie findet. Nicht gesetzt: alles. Das Journal behält alles.</translation>
    </message>
    <message>
      <source>Whose events map and graphs read first where more come than they have time for: normal or first. The log and the journal have all.</source>
      <translation>Wessen Ereignisse Karte und Diagramme zuerst lesen, wo mehr kommen, als Zeit dafür ist: normal oder first (zuerst). Protokoll und Journal haben alle.</translation>
    </message>
    <message>
      <source>The map shows so many of the newest events that have a place.</source>
      <translation>Die Karte zeigt so viele der neuesten Ereignisse, die einen Ort haben.</translation>
    </message>
    <message>
      <source>Rows of the log</source>
      <translation>Zeilen der Ereignisliste</translation>
    </message>
    <message>
      <source>So many of the newest rows are in memory; the journal has the others.</source>
      <translation>So viele der neuesten Zeilen sind im Speicher; die anderen hat das Journal.</translation>
    </message>
    <message>
      <source>Span of the graphs</source>
      <translation>Spanne der Diagramme</translation>
    </message>
    <message>
      <source>How far back the graphs begin; inf: as far as anything is known.</source>
      <translation>Wie weit zurück die Diagramme beginnen; inf: so weit irgendetwas bekannt ist.</translation>
    </message>
    <message>
      <source>An event that the query finds (event), no event for a while although the feed is connected (silent), or no connection for a while (down).</source>
      <translation>Ein Ereignis, das die Abfrage findet (event), eine Weile kein Ereignis, obwohl der Feed verbunden ist (silent), oder eine Weile keine Verbindung (down).</translation>
    </message>
    <message>
      <source>What finds the event; only for the kind event.</source>
      <translation>Was das Ereignis findet; nur bei der Art event.</translation>
    </message>
    <message>
      <source>The feed that is silent or down; not set: any.</source>
      <translation>Der Feed, der still oder ausgefallen ist; nicht gesetzt: irgendeiner.</translation>
    </message>
    <message>
      <source>How long it must have been silent or down.</source>
      <translation>Wie lange er still oder ausgefallen sein muss.</translation>
    </message>
    <message>
      <source>Whether the rule is judged at all.</source>
      <translation>Ob die Regel überhaupt angewandt wird.</translation>
    </message>
    <message>
      <source>Upgraded from schema {schema} to {SCHEMA}; saved so the next time.</source>
      <translation>Von Schema {schema} auf {SCHEMA} gebracht; so wird beim nächsten Mal gesichert.</translation>
    </message>
    <message>
      <source>Too deeply nested.</source>
      <translation>Zu tief verschachtelt.</translation>
    </message>
    <message>
      <source>a table</source>
      <translation>eine Tabelle</translation>
    </message>
    <message>
      <source>{name} must be {words}.</source>
      <translation>{name} muss {words} sein.</translation>
    </message>
    <message>
      <source>The file is too large for a workspace: over 16 MB.</source>
      <translation>Die Datei ist zu groß für einen Arbeitsbereich: über 16 MB.</translation>
    </message>
    <message>
      <source>This is no workspace of Watchfloor: it has neither schema nor feeds.</source>
      <translation>Das ist kein Arbeitsbereich von Watchfloor: Es hat weder schema noch feeds.</translation>
    </message>
    <message>
      <source>A comment seems to hold a secret. It is not kept in the file.</source>
      <translation>Ein Kommentar scheint ein Geheimnis zu enthalten. Er wird nicht in der Datei behalten.</translation>
    </message>
    <message>
      <source>The query of the view {name}</source>
      <translation>Die Abfrage der Ansicht {name}</translation>
    </message>
    <message>
      <source>The query of the rule {name}</source>
      <translation>Die Abfrage der Regel {name}</translation>
    </message>
    <message>
      <source>The query of a highlight</source>
      <translation>Die Abfrage einer Hervorhebung</translation>
    </message>
    <message>
      <source>A graph of a {kind} must name it: metric = "…".</source>
      <translation>Ein Diagramm der Art {kind} muss sie nennen: metric = "…".</translation>
    </message>
    <message>
      <source>{COLUMNS}, or a path into the JSON with {_FIELD} before it</source>
      <translation>{COLUMNS}, oder ein Pfad ins JSON mit {_FIELD} davor</translation>
    </message>
    <message>
      <source>{words} cannot be read: {error}</source>
      <translation>{words} ist nicht lesbar: {error}</translation>
    </message>
    <message>
      <source>There is no column {column}. Choose from: {known}.</source>
      <translation>Es gibt keine Spalte {column}. Wählen Sie aus: {known}.</translation>
    </message>
    <message>
      <source>{path} must be from {least} to {most}, not {value}.</source>
      <translation>{path} muss von {least} bis {most} gehen, nicht {value}.</translation>
    </message>
    <message>
      <source>{path} must be a colour such as #3FB6A8, not {value}.</source>
      <translation>{path} muss eine Farbe wie #3FB6A8 sein, nicht {value}.</translation>
    </message>
    <message>
      <source>a whole number</source>
      <translation>eine ganze Zahl</translation>
    </message>
    <message>
      <source>a number</source>
      <translation>eine Zahl</translation>
    </message>
    <message>
      <source>true or false</source>
      <translation>true oder false</translation>
    </message>
    <message>
      <source>a list</source>
      <translation>eine Liste</translation>
    </message>
    <message>
      <source>{path} must be a table, not {value}.</source>
      <translation>{path} muss eine Tabelle sein, nicht {value}.</translation>
    </message>
    <message>
      <source>one of</source>
      <translation>eines von</translation>
    </message>
    <message>
      <source>{path} must be {words}, not {value}.</source>
      <translation>{path} muss {words} sein, nicht {value}.</translation>
    </message>
    <message>
      <source>{where} looks like a secret. It is not used, and not kept in the file.</source>
      <translation>{where} sieht nach einem Geheimnis aus. Es wird nicht benutzt und nicht in der Datei behalten.</translation>
    </message>
    <message>
      <source>{where} is not known to this version. It is kept.</source>
      <translation>{where} ist dieser Version nicht bekannt. Es bleibt erhalten.</translation>
    </message>
    <message>
      <source>{name} is missing.</source>
      <translation>{name} fehlt.</translation>
    </message>
    <message>
      <source>This workspace has schema {schema}; this Watchfloor knows {SCHEMA} and older. Update it.</source>
      <translation>Dieser Arbeitsbereich hat Schema {schema}; dieses Watchfloor kennt {SCHEMA} und ältere. Bitte aktualisieren.</translation>
    </message>
    <message>
      <source>schema must be a whole number: the version of this form.</source>
      <translation>schema muss eine ganze Zahl sein: die Version dieser Form.</translation>
    </message>
    <message>
      <source>The name {name} cannot be used: each {before} needs its own.</source>
      <translation>Der Name {name} kann nicht benutzt werden: Jedes ({before}) braucht einen eigenen.</translation>
    </message>
    <message>
      <source>A workspace of Watchfloor, without secrets. It can be shared, reviewed, and kept in git.</source>
      <translation>Ein Arbeitsbereich von Watchfloor, ohne Geheimnisse. Er kann geteilt, begutachtet und in git gehalten werden.</translation>
    </message>
    <message>
      <source>Stopped by the user.</source>
      <translation>Vom Benutzer angehalten.</translation>
    </message>
    <message>
      <source>The server closed the stream.</source>
      <translation>Der Server hat den Strom geschlossen.</translation>
    </message>
    <message>
      <source>The server did not answer in time.</source>
      <translation>Der Server hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
      <source>Restarted by the user.</source>
      <translation>Vom Benutzer neu gestartet.</translation>
    </message>
    <message>
      <source>Reset by hand.</source>
      <translation>Von Hand zurückgesetzt.</translation>
    </message>
    <message>
      <source>Not a byte for {silent_s} s.</source>
      <translation>{silent_s} s lang kein einziges Byte.</translation>
    </message>
    <message>
      <source>An error of Watchfloor's own</source>
      <translation>Ein Fehler von Watchfloor selbst</translation>
    </message>
    <message>
      <source>see the log</source>
      <translation>siehe Protokoll</translation>
    </message>
    <message>
      <source>{strange} lines were not of the event-stream format, and were ignored.</source>
      <translation>{strange} Zeilen gehörten nicht zum Format eines Event-Streams und wurden übergangen.</translation>
    </message>
    <message>
      <source>The disk is slower than what comes.</source>
      <translation>Der Datenträger ist langsamer, als Neues kommt.</translation>
    </message>
    <message>
      <source>There is already another feed named {name}. Give this one its own name.</source>
      <translation>Es gibt schon einen anderen Feed namens {name}. Geben Sie diesem einen eigenen Namen.</translation>
    </message>
    <message>
      <source>What comes is called an event stream and is none.</source>
      <translation>Was kommt, heißt Ereignisstrom und ist keiner.</translation>
    </message>
    <message>
      <source>What comes was an event stream, and is none any more.</source>
      <translation>Was kommt, war ein Event-Stream und ist keiner mehr.</translation>
    </message>
    <message>
      <source>An event has begun and does not end: perhaps the empty line after it is missing.</source>
      <translation>Ein Ereignis hat begonnen und endet nicht: Vielleicht fehlt die Leerzeile danach.</translation>
    </message>
    <message>
      <source>The polling answer cannot be read ({error}): {start}</source>
      <translation>Die Antwort auf die Abfrage ist nicht lesbar ({error}): {start}</translation>
    </message>
    <message>
      <source>The stream is complete.</source>
      <translation>Der Strom ist vollständig.</translation>
    </message>
    <message>
      <source>Streaming is switched off and the feed has no polling address.</source>
      <translation>Streaming ist ausgeschaltet, und der Feed hat keine Adresse zum Abfragen.</translation>
    </message>
    <message>
      <source>Polling was refused: {detail}</source>
      <translation>Die Abfrage wurde abgelehnt: {detail}</translation>
    </message>
    <message>
      <source>switch streaming on</source>
      <translation>schalten Sie Streaming ein</translation>
    </message>
    <message>
      <source>Not complete within {give_up_s} s of polling.</source>
      <translation>Nach {give_up_s} s Abfragen nicht vollständig.</translation>
    </message>
    <message>
      <source>start it again</source>
      <translation>starten Sie ihn neu</translation>
    </message>
    <message>
      <source>it is longer than {MAX_ID_BYTES} bytes</source>
      <translation>sie ist länger als {MAX_ID_BYTES} Byte</translation>
    </message>
    <message>
      <source>it begins or ends with a space, which a header's value cannot</source>
      <translation>sie beginnt oder endet mit einem Leerzeichen, was der Wert einer Kopfzeile nicht darf</translation>
    </message>
    <message>
      <source>it has a control character, which a header's value cannot</source>
      <translation>sie enthält ein Steuerzeichen, was der Wert einer Kopfzeile nicht darf</translation>
    </message>
    <message>
      <source>gave up after {tries} tries</source>
      <translation>nach {tries} Versuchen aufgegeben</translation>
    </message>
    <message>
      <source>The journal has room again: reading goes on</source>
      <translation>Im Journal ist wieder Platz: Es wird weitergelesen</translation>
    </message>
    <message>
      <source>There is no credential named {name} on this machine.</source>
      <translation>Auf diesem Rechner gibt es keine Anmeldung namens {name}.</translation>
    </message>
    <message>
      <source>Nobody signed in while the code was good. Begin again.</source>
      <translation>Niemand hat sich angemeldet, solange der Code galt. Beginnen Sie von vorn.</translation>
    </message>
    <message>
      <source>{host} named no address to sign in at.</source>
      <translation>{host} hat keine Adresse zum Anmelden genannt.</translation>
    </message>
    <message>
      <source>{host} answered without a code to sign in with.</source>
      <translation>{host} antwortete ohne einen Code zum Anmelden.</translation>
    </message>
    <message>
      <source>The sign-in of {name} has ended.</source>
      <translation>Die Anmeldung von {name} ist abgelaufen.</translation>
    </message>
    <message>
      <source>The credential {name} is too long for a keyring ({text} characters).</source>
      <translation>Die Anmeldung {name} ist zu lang für einen Schlüsselbund ({text} Zeichen).</translation>
    </message>
    <message>
      <source>The keyring is locked: unlock it and try again.</source>
      <translation>Der Schlüsselbund ist gesperrt: Entsperren Sie ihn, und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>The keyring refused ({__name__}): {error}.</source>
      <translation>Der Schlüsselbund hat abgelehnt ({__name__}): {error}.</translation>
    </message>
    <message>
      <source>vouched for by {authority}</source>
      <translation>verbürgt durch {authority}</translation>
    </message>
    <message>
      <source>The token server {host}: {words}.</source>
      <translation>Der Token-Server {host}: {words}.</translation>
    </message>
    <message>
      <source>The token server {host} gives no bearer tokens.</source>
      <translation>Der Token-Server {host} gibt keine Bearer-Tokens aus.</translation>
    </message>
    <message>
      <source>The token of {host} has characters that no header can carry.</source>
      <translation>Das Token von {host} enthält Zeichen, die keine Kopfzeile tragen kann.</translation>
    </message>
    <message>
      <source>The token server {host} cannot be asked: {error}.</source>
      <translation>Der Token-Server {host} kann nicht gefragt werden: {error}.</translation>
    </message>
    <message>
      <source>The token server {host} answered without an access token.</source>
      <translation>Der Token-Server {host} antwortete ohne Zugriffstoken.</translation>
    </message>
    <message>
      <source>The token server {host} refused ({error}): {said}</source>
      <translation>Der Token-Server {host} hat abgelehnt ({error}): {said}</translation>
    </message>
    <message>
      <source>This system has no keyring: the credential is kept for this session only.</source>
      <translation>Dieses System hat keinen Schlüsselbund: Die Anmeldung gilt nur für diese Sitzung.</translation>
    </message>
    <message>
      <source>The credential was not sent: {name} is kept for {known}, and this feed also asks {words}. Agree to that in the feed's form, or sign in there.</source>
      <translation>Die Anmeldung wurde nicht gesendet: {name} gilt für {known}, und dieser Feed fragt auch {words}. Stimmen Sie dem im Formular des Feeds zu, oder melden Sie sich dort an.</translation>
    </message>
    <message>
      <source>Kept in the system's keyring ({name}).</source>
      <translation>Im Schlüsselbund des Systems verwahrt ({name}).</translation>
    </message>
    <message>
      <source>The credential was not sent: an earlier version kept {name}, and not where it may go. Look at the feed's form, and agree to it there.</source>
      <translation>Die Anmeldung wurde nicht gesendet: Eine frühere Version hat {name} verwahrt, aber nicht, wohin sie darf. Sehen Sie ins Formular des Feeds, und stimmen Sie dort zu.</translation>
    </message>
    <message>
      <source>The credential was not sent: {name} is kept for {known}, and this feed is at {words}. Agree to that in the feed's form, or sign in there.</source>
      <translation>Die Anmeldung wurde nicht gesendet: {name} gilt für {known}, und dieser Feed ist bei {words}. Stimmen Sie dem im Formular des Feeds zu, oder melden Sie sich dort an.</translation>
    </message>
    <message>
      <source>Give the credential a name.</source>
      <translation>Geben Sie der Anmeldung einen Namen.</translation>
    </message>
    <message>
      <source>The credential was not sent: {variable} lets it go to {_words}, and this feed would send it to {words}.</source>
      <translation>Die Anmeldung wurde nicht gesendet: {variable} lässt sie zu {_words}, und dieser Feed würde sie an {words} senden.</translation>
    </message>
    <message>
      <source>{variable} cannot be read: write the token alone, or one of Basic user:password, Header Name: value, Query name=value, Cookie name=value.</source>
      <translation>{variable} ist nicht lesbar: Schreiben Sie nur das Token, oder eines von Basic user:password, Header Name: value, Query name=value, Cookie name=value.</translation>
    </message>
    <message>
      <source>The credential {name} in the keyring cannot be read. Sign in again to replace it.</source>
      <translation>Die Anmeldung {name} im Schlüsselbund ist nicht lesbar. Melden Sie sich neu an, um sie zu ersetzen.</translation>
    </message>
    <message>
      <source>silent so far: it is listened to for {left_s} more, for a slow heartbeat</source>
      <translation>bisher still: es wird noch {left_s} auf einen langsamen Herzschlag gehört</translation>
    </message>
    <message>
      <source>this machine has no route out</source>
      <translation>dieser Rechner hat keinen Weg nach außen</translation>
    </message>
    <message>
      <source>The diagnosis of the chosen channel</source>
      <translation>Die Diagnose des gewählten Kanals</translation>
    </message>
    <message>
      <source>This program, Python, Qt, the system</source>
      <translation>Dieses Programm, Python, Qt, das System</translation>
    </message>
    <message>
      <source>Each channel's figures</source>
      <translation>Die Zahlen jedes Kanals</translation>
    </message>
    <message>
      <source>Each channel's headers, breaker, waits and times</source>
      <translation>Kopfzeilen, Sicherung, Wartezeiten und Zeiten je Kanal</translation>
    </message>
    <message>
      <source>Each channel's attempts, states and what befell it</source>
      <translation>Versuche, Zustände und Vorfälle je Kanal</translation>
    </message>
    <message>
      <source>What the program noted</source>
      <translation>Was das Programm vermerkt hat</translation>
    </message>
    <message>
      <source>{package}: part of the program</source>
      <translation>{package}: Teil des Programms</translation>
    </message>
    <message>
      <source>We ended it.</source>
      <translation>Wir haben sie beendet.</translation>
    </message>
    <message>
      <source>No answer came within {connect_s} s.</source>
      <translation>In {connect_s} s kam keine Antwort.</translation>
    </message>
    <message>
      <source>{name} is {value}: write on or off.</source>
      <translation>{name} ist {value}: Schreiben Sie on oder off.</translation>
    </message>
    <message>
      <source>{MOST_PROGRAMS} programs write logs into {folder} already.</source>
      <translation>{MOST_PROGRAMS} Programme schreiben schon Protokolle in {folder}.</translation>
    </message>
    <message>
      <source>There is no level {level}. Choose one of: {LEVELS}.</source>
      <translation>Es gibt keine Stufe {level}. Wählen Sie eine von: {LEVELS}.</translation>
    </message>
    <message>
      <source>The log {path} cannot be written: {part3}.</source>
      <translation>Das Protokoll {path} lässt sich nicht schreiben: {part3}.</translation>
    </message>
    <message>
      <source>This user has no home folder. Set HOME, or WATCHFLOOR_HOME to a folder for settings and logs.</source>
      <translation>Dieser Benutzer hat keinen Heimatordner. Setzen Sie HOME, oder WATCHFLOOR_HOME auf einen Ordner für Einstellungen und Logdateien.</translation>
    </message>
    <message>
      <source>The folder {folder} cannot be made: {part3}.</source>
      <translation>Der Ordner {folder} lässt sich nicht anlegen: {part3}.</translation>
    </message>
    <message>
      <source>{path} cannot be read ({strerror}). The defaults are used.</source>
      <translation>{path} ist nicht lesbar ({strerror}). Es gelten die Vorgaben.</translation>
    </message>
    <message>
      <source>{name} could not be understood: {error}. It is kept as {aside}.</source>
      <translation>{name} war nicht zu verstehen: {error}. Es ist als {aside} aufgehoben.</translation>
    </message>
    <message>
      <source>Whether there is a newer version is not known: {host} was asked without TLS.</source>
      <translation>Ob es eine neuere Version gibt, ist nicht bekannt: {host} wurde ohne TLS gefragt.</translation>
    </message>
    <message>
      <source>Whether there is a newer version is not known: {host} answered {status_code}.</source>
      <translation>Ob es eine neuere Version gibt, ist nicht bekannt: {host} antwortete {status_code}.</translation>
    </message>
    <message>
      <source>The announcement of the newest version does not bear the signature of Watchfloor's makers, so it is not believed. Look at the project's own page instead.</source>
      <translation>Die Ankündigung der neuesten Version trägt nicht die Unterschrift der Hersteller von Watchfloor und wird daher nicht geglaubt. Sehen Sie stattdessen auf der Seite des Projekts nach.</translation>
    </message>
    <message>
      <source>Whether there is a newer version is not known: {detail}</source>
      <translation>Ob es eine neuere Version gibt, ist nicht bekannt: {detail}</translation>
    </message>
    <message>
      <source>Whether there is a newer version is not known: {host} sent too much.</source>
      <translation>Ob es eine neuere Version gibt, ist nicht bekannt: {host} sandte zu viel.</translation>
    </message>
    <message>
      <source>{path} cannot be written: {part2}. Make room or allow writing to its folder.</source>
      <translation>{path} lässt sich nicht schreiben: {part2}. Schaffen Sie Platz, oder erlauben Sie das Schreiben in seinem Ordner.</translation>
    </message>
    <message>
      <source>{shown} came instead of text/event-stream: {body}</source>
      <translation>{shown} kam statt text/event-stream: {body}</translation>
    </message>
    <message>
      <source>Status {status_code} without a Location to go to.</source>
      <translation>Status {status_code} ohne eine Location, zu der es weiterginge.</translation>
    </message>
    <message>
      <source>Redirected to {scheme}, which is not http.</source>
      <translation>Weitergeleitet zu {scheme}, was nicht http ist.</translation>
    </message>
    <message>
      <source>A login page came instead of a stream.</source>
      <translation>Statt eines Stroms kam eine Anmeldeseite.</translation>
    </message>
    <message>
      <source>The answer is over {part1} MiB.</source>
      <translation>Die Antwort ist größer als {part1} MiB.</translation>
    </message>
    <message>
      <source>Nobody vouches for it either.</source>
      <translation>Es verbürgt sich auch niemand dafür.</translation>
    </message>
    <message>
      <source>The stream is compressed with {encoding}, which was not asked for.</source>
      <translation>Der Strom ist mit {encoding} komprimiert, was nicht verlangt war.</translation>
    </message>
    <message>
      <source>{_in_bytes} compressed bytes grew to over {_out_bytes}.</source>
      <translation>{_in_bytes} komprimierte Bytes wuchsen auf über {_out_bytes}.</translation>
    </message>
    <message>
      <source>The compressed stream is damaged ({error}).</source>
      <translation>Der komprimierte Strom ist beschädigt ({error}).</translation>
    </message>
    <message>
      <source>The certificate of {host} has expired.</source>
      <translation>Das Zertifikat von {host} ist abgelaufen.</translation>
    </message>
    <message>
      <source>The certificate of {host} is not valid yet.</source>
      <translation>Das Zertifikat von {host} gilt noch nicht.</translation>
    </message>
    <message>
      <source>The certificate is for another host than {host}.</source>
      <translation>Das Zertifikat gilt für einen anderen Host als {host}.</translation>
    </message>
    <message>
      <source>The certificate is for another address than {host}.</source>
      <translation>Das Zertifikat gilt für eine andere Adresse als {host}.</translation>
    </message>
    <message>
      <source>There is no way to {host} through its proxy: {why}</source>
      <translation>Es führt kein Weg zu {host} durch seinen Proxy: {why}</translation>
    </message>
    <message>
      <source>The request to {url} cannot be made: {error}.</source>
      <translation>Die Anfrage an {url} lässt sich nicht stellen: {error}.</translation>
    </message>
    <message>
      <source>Nobody we trust vouches for {host}</source>
      <translation>Niemand, dem wir trauen, bürgt für {host}</translation>
    </message>
    <message>
      <source>TLS with {host} failed: {part3}.</source>
      <translation>TLS mit {host} ist gescheitert: {part3}.</translation>
    </message>
    <message>
      <source>The name {host} could not be resolved ({strerror}).</source>
      <translation>Der Name {host} ließ sich nicht auflösen ({strerror}).</translation>
    </message>
    <message>
      <source>{host} cannot be the name of a host.</source>
      <translation>{host} kann kein Name eines Rechners sein.</translation>
    </message>
    <message>
      <source>{host} refused the connection: nothing listens there.</source>
      <translation>{host} hat die Verbindung abgelehnt: Dort lauscht niemand.</translation>
    </message>
    <message>
      <source>{host} reset the connection.</source>
      <translation>{host} hat die Verbindung zurückgesetzt.</translation>
    </message>
    <message>
      <source>{host} has vanished without a word: nothing there answers any more.</source>
      <translation>{host} ist ohne ein Wort verschwunden: Dort antwortet nichts mehr.</translation>
    </message>
    <message>
      <source>{host} did not answer in time.</source>
      <translation>{host} hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
      <source>{host} cannot be reached ({part2}).</source>
      <translation>{host} ist nicht erreichbar ({part2}).</translation>
    </message>
    <message>
      <source>{host} does not speak HTTP as it should: {error}.</source>
      <translation>{host} spricht HTTP nicht, wie es sein soll: {error}.</translation>
    </message>
    <message>
      <source>The proxy on the way to {host} asks who you are.</source>
      <translation>Der Proxy auf dem Weg zu {host} fragt, wer Sie sind.</translation>
    </message>
    <message>
      <source>The proxy on the way to {host} refused: {error}.</source>
      <translation>Der Proxy auf dem Weg zu {host} hat abgelehnt: {error}.</translation>
    </message>
    <message>
      <source>The request to {host} cannot be made: {error}.</source>
      <translation>Die Anfrage an {host} lässt sich nicht stellen: {error}.</translation>
    </message>
    <message>
      <source>{host} cannot be reached ({error}).</source>
      <translation>{host} ist nicht erreichbar ({error}).</translation>
    </message>
    <message>
      <source>The connection to {host} was lost ({part3}).</source>
      <translation>Die Verbindung zu {host} ist verloren gegangen ({part3}).</translation>
    </message>
    <message>
      <source>{host} broke off in the middle of the stream.</source>
      <translation>{host} ist mitten im Strom abgebrochen.</translation>
    </message>
    <message>
      <source>{host} closed the connection without a whole answer.</source>
      <translation>{host} hat die Verbindung ohne ganze Antwort geschlossen.</translation>
    </message>
    <message>
      <source>{host} redirects to what is no address.</source>
      <translation>{host} leitet an etwas weiter, das keine Adresse ist.</translation>
    </message>
    <message>
      <source>The connection is closed.</source>
      <translation>Die Verbindung ist geschlossen.</translation>
    </message>
    <message>
      <source>{host} cannot be asked at port {port}: ports end at 65535.</source>
      <translation>{host} kann nicht an Port {port} gefragt werden: Ports enden bei 65535.</translation>
    </message>
    <message>
      <source>{url} redirects to {host}: the body holds a secret and was not sent.</source>
      <translation>{url} leitet zu {host} weiter: Der Inhalt birgt ein Geheimnis und wurde nicht gesendet.</translation>
    </message>
    <message>
      <source>More than {MAX_HOPS} redirects, the last to {url}.</source>
      <translation>Mehr als {MAX_HOPS} Weiterleitungen, die letzte zu {url}.</translation>
    </message>
    <message>
      <source>{host} sent no answer within {patience_s} s.</source>
      <translation>{host} hat in {patience_s} s keine Antwort gesandt.</translation>
    </message>
    <message>
      <source>The proxy's address cannot be used: write http://HOST:PORT or socks5://HOST:PORT.</source>
      <translation>Die Adresse des Proxys ist nicht brauchbar: Schreiben Sie http://HOST:PORT oder socks5://HOST:PORT.</translation>
    </message>
    <message>
      <source>The certificate files ({files}) cannot be read: {error}.</source>
      <translation>Die Zertifikatsdateien ({files}) sind nicht lesbar: {error}.</translation>
    </message>
    <message>
      <source>{journal} cannot be moved: {part2}.</source>
      <translation>{journal} kann nicht verschoben werden: {part2}.</translation>
    </message>
    <message>
      <source>the server answered {status_code}.</source>
      <translation>der Server antwortete {status_code}.</translation>
    </message>
    <message>
      <source>The analysis was not started</source>
      <translation>Die Analyse wurde nicht begonnen</translation>
    </message>
    <message>
      <source>The analysis was not cancelled</source>
      <translation>Die Analyse wurde nicht abgebrochen</translation>
    </message>
    <message>
      <source>The fault did not begin</source>
      <translation>Die Störung begann nicht</translation>
    </message>
    <message>
      <source>The faults did not end</source>
      <translation>Die Störungen endeten nicht</translation>
    </message>
    <message>
      <source>There is already a feed named {name}. Give this one its own name.</source>
      <translation>Es gibt schon einen Feed namens {name}. Geben Sie diesem einen eigenen Namen.</translation>
    </message>
    <message>
      <source>The feed {name} was removed or changed while it was being added.</source>
      <translation>Der Feed {name} wurde entfernt oder geändert, während er hinzugefügt wurde.</translation>
    </message>
    <message>
      <source>There is already a feed named {after}. Give this one its own name.</source>
      <translation>Es gibt schon einen Feed namens {after}. Geben Sie diesem einen eigenen Namen.</translation>
    </message>
    <message>
      <source>My feeds</source>
      <translation>Meine Feeds</translation>
    </message>
    <message>
      <source>{error} It is kept as {aside}.</source>
      <translation>{error} Es ist als {aside} aufbewahrt.</translation>
    </message>
    <message>
      <source>My feeds{part1}.toml</source>
      <translation>Meine Feeds{part1}.toml</translation>
    </message>
    <message>
      <source>{path} cannot be read: {part2}.</source>
      <translation>{path} ist nicht lesbar: {part2}.</translation>
    </message>
    <message>
      <source>{path} is too large for a workspace.</source>
      <translation>{path} ist zu groß für einen Arbeitsbereich.</translation>
    </message>
    <message>
      <source>{path} is not UTF-8 text: see line {line}.</source>
      <translation>{path} ist kein UTF-8-Text: siehe Zeile {line}.</translation>
    </message>
    <message>
      <source>An old version cannot be removed from {folder}: {strerror}.</source>
      <translation>Eine alte Version lässt sich nicht aus {folder} entfernen: {strerror}.</translation>
    </message>
    <message>
      <source>{out} is not an ordinary file. Choose another name to write to.</source>
      <translation>{out} ist keine gewöhnliche Datei. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
      <source>{out} is a journal, and its events would be lost. Choose another name to write to.</source>
      <translation>{out} ist ein Journal, und seine Ereignisse gingen verloren. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
      <source>{out} could not be written: {why}. Choose another name or folder.</source>
      <translation>{out} konnte nicht geschrieben werden: {why}. Wählen Sie einen anderen Namen oder Ordner.</translation>
    </message>
    <message>
      <source>There is no folder {parent}. Make it, or choose another one.</source>
      <translation>Es gibt keinen Ordner {parent}. Legen Sie ihn an, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>{out} could not be written: {why}. Make room, or choose another folder.</source>
      <translation>{out} konnte nicht geschrieben werden: {why}. Schaffen Sie Platz, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>Nothing is lost: receiving waits.</source>
      <translation>Nichts geht verloren: Der Empfang wartet.</translation>
    </message>
    <message>
      <source>a folder</source>
      <translation>ein Ordner</translation>
    </message>
    <message>
      <source>no ordinary file</source>
      <translation>keine gewöhnliche Datei</translation>
    </message>
    <message>
      <source>{name} is too long a name: there must be room for more beside it. Choose a shorter one.</source>
      <translation>{name} ist ein zu langer Name: Daneben muss noch Platz sein. Wählen Sie einen kürzeren.</translation>
    </message>
    <message>
      <source>There is no file {path}. Check its name.</source>
      <translation>Es gibt keine Datei {path}. Prüfen Sie ihren Namen.</translation>
    </message>
    <message>
      <source>The disk that holds {path} is full. Nothing is lost: receiving waits. Make room on it.</source>
      <translation>Der Datenträger mit {path} ist voll. Nichts ist verloren: Der Empfang wartet. Schaffen Sie dort Platz.</translation>
    </message>
    <message>
      <source>{path} is damaged. Open it for recording (`watchfloor record`, or the window), or use `watchfloor verify --salvage`: the damaged file is then set aside whole and its intact events are moved into a new one.</source>
      <translation>{path} ist beschädigt. Öffnen Sie die Datei zum Aufzeichnen (`watchfloor record`, oder das Fenster), oder nehmen Sie `watchfloor verify --salvage`: Die beschädigte Datei wird dann als Ganzes beiseitegelegt, und ihre heilen Ereignisse kommen in eine neue.</translation>
    </message>
    <message>
      <source>{path} cannot be written to. Choose a file in a folder of your own.</source>
      <translation>In {path} lässt sich nicht schreiben. Wählen Sie eine Datei in einem Ordner, der Ihnen gehört.</translation>
    </message>
    <message>
      <source>{path} is in use by another program. Close it there, or try again later.</source>
      <translation>{path} wird von einem anderen Programm benutzt. Schließen Sie es dort, oder versuchen Sie es später.</translation>
    </message>
    <message>
      <source>{path} cannot be opened. Check that you may read and write its folder.</source>
      <translation>{path} lässt sich nicht öffnen. Prüfen Sie, ob Sie seinen Ordner lesen und beschreiben dürfen.</translation>
    </message>
    <message>
      <source>Reading or writing {path} failed ({error}). Check the disk that holds it.</source>
      <translation>Lesen oder Schreiben von {path} ist gescheitert ({error}). Prüfen Sie den Datenträger.</translation>
    </message>
    <message>
      <source>{path} cannot be reached: {part2}. Check its name, and that you may open its folder.</source>
      <translation>{path} ist nicht zu erreichen: {part2}. Prüfen Sie den Namen, und ob Sie den Ordner öffnen dürfen.</translation>
    </message>
    <message>
      <source>{parent} cannot be reached: {part2}. Choose another folder.</source>
      <translation>{parent} ist nicht zu erreichen: {part2}. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>{path} was not closed, and its folder cannot be written to. Copy it, together with {name}, into a folder of your own, and open it there.</source>
      <translation>{path} wurde nicht geschlossen, und in den Ordner kann nicht geschrieben werden. Kopieren Sie die Datei zusammen mit {name} in einen eigenen Ordner, und öffnen Sie sie dort.</translation>
    </message>
    <message>
      <source>{path} is not a Watchfloor journal. Choose another file.</source>
      <translation>{path} ist kein Journal von Watchfloor. Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
      <source>{path} is a link to a file that is not there.</source>
      <translation>{path} verweist auf eine Datei, die es nicht gibt.</translation>
    </message>
    <message>
      <source>{parent} cannot be written to. Choose a file in a folder of your own.</source>
      <translation>In {parent} lässt sich nicht schreiben. Wählen Sie eine Datei in einem Ordner, der Ihnen gehört.</translation>
    </message>
    <message>
      <source>The folder {folder} is gone, and {name} with it. Make the folder again: all that was received comes back into it.</source>
      <translation>Der Ordner {folder} ist weg, und {name} mit ihm. Legen Sie den Ordner wieder an: Alles, was empfangen wurde, kommt in ihn zurück.</translation>
    </message>
    <message>
      <source>{folder} cannot be written to any more: {strerror}. All is kept until it can.</source>
      <translation>In {folder} kann nicht mehr geschrieben werden: {strerror}. Alles wird behalten, bis es wieder geht.</translation>
    </message>
    <message>
      <source>. It can be read here; close it there to write to it.</source>
      <translation>. Hier kann es gelesen werden; schließen Sie es dort, um hineinzuschreiben.</translation>
    </message>
    <message>
      <source>{path} is being written by another Watchfloor</source>
      <translation>{path} wird von einem anderen Watchfloor geschrieben</translation>
    </message>
    <message>
      <source>A connection of {lasted_s} s ({answer}): {ended}</source>
      <translation>Eine Verbindung von {lasted_s} s ({answer}): {ended}</translation>
    </message>
    <message>
      <source>no answer</source>
      <translation>keine Antwort</translation>
    </message>
    <message>
      <source>{events} of the events {first_seq} to {last_seq} were dropped ({reason})</source>
      <translation>{events} der Ereignisse {first_seq} bis {last_seq} wurden verworfen ({reason})</translation>
    </message>
    <message>
      <source>{name} was removed, renamed or replaced while it was written to. It is back under its name, with all its events.{found}</source>
      <translation>{name} wurde entfernt, umbenannt oder ersetzt, während geschrieben wurde. Die Datei ist mit allen Ereignissen wieder unter ihrem Namen da.{found}</translation>
    </message>
    <message>
      <source>What stood there is {name} now.</source>
      <translation>Was dort stand, heißt jetzt {name}.</translation>
    </message>
    <message>
      <source>{_path} cannot be brought back: {strerror}. Check the disk that holds it.</source>
      <translation>{_path} ist nicht zurückzubringen: {strerror}. Prüfen Sie den Datenträger, auf dem die Datei liegt.</translation>
    </message>
    <message>
      <source>The journal was damaged: {lost} events of this channel could not be saved.</source>
      <translation>Das Journal war beschädigt: {lost} Ereignisse dieses Kanals konnten nicht gerettet werden.</translation>
    </message>
    <message>
      <source>The journal was damaged: what is told here could not be read.</source>
      <translation>Das Journal war beschädigt: Was hier berichtet wird, war nicht mehr zu lesen.</translation>
    </message>
    <message>
      <source>{name} was damaged. It is kept as {name2}; {intact} intact events are in a new file under the old name.{doubtful} {lost}</source>
      <translation>{name} war beschädigt. Es ist als {name2} aufgehoben; {intact} heile Ereignisse sind in einer neuen Datei unter dem alten Namen.{doubtful} {lost}</translation>
    </message>
    <message>
      <source>{doubtful} more can be read but not proven, and are marked.</source>
      <translation>{doubtful} weitere sind lesbar, aber nicht bewiesen, und so gekennzeichnet.</translation>
    </message>
    <message>
      <source>{lost} could not be saved.</source>
      <translation>{lost} konnten nicht gerettet werden.</translation>
    </message>
    <message>
      <source>None is missing.</source>
      <translation>Keines fehlt.</translation>
    </message>
    <message>
      <source>{path} is damaged. Saving what is intact was broken off; it is as it was, and the next start begins anew.</source>
      <translation>{path} ist beschädigt. Das Retten dessen, was heil ist, wurde abgebrochen; die Datei ist, wie sie war, und der nächste Start beginnt von vorn.</translation>
    </message>
    <message>
      <source>{path} is damaged, and its disk has no room for a new file with its events. Make room for {part2} MB, then open it again. It is as it was.</source>
      <translation>{path} ist beschädigt, und auf der Platte ist kein Platz für eine neue Datei mit den Ereignissen. Schaffen Sie Platz für {part2} MB und öffnen Sie die Datei dann erneut. Sie ist, wie sie war.</translation>
    </message>
    <message>
      <source>What is intact of {path} cannot be saved: {strerror}{where}. Check its disk, and that you may write to its folder.</source>
      <translation>Was von {path} heil ist, kann nicht gerettet werden: {strerror}{where}. Prüfen Sie die Platte und ob Sie in den Ordner schreiben dürfen.</translation>
    </message>
    <message>
      <source>{path} is empty: nothing was recorded in it, or it was copied while it was recorded, without its -wal file.</source>
      <translation>{path} ist leer: Darin wurde nichts aufgezeichnet, oder es wurde während der Aufzeichnung ohne die -wal-Datei kopiert.</translation>
    </message>
    <message>
      <source>{path} was written by a newer Watchfloor (format {found}, this one knows {VERSION}). Install the newer version to open it.</source>
      <translation>{path} wurde von einem neueren Watchfloor geschrieben (Form {found}, dieses kennt {VERSION}). Installieren Sie die neuere Version, um es zu öffnen.</translation>
    </message>
    <message>
      <source>Bringing events over was broken off. Nothing is lost: the next start does it.</source>
      <translation>Das Herüberbringen von Ereignissen wurde abgebrochen. Nichts ist verloren: Der nächste Start holt es nach.</translation>
    </message>
    <message>
      <source>{new} events came over from another journal; {known} more were here already.</source>
      <translation>{new} Ereignisse kamen aus einem anderen Journal herüber; {known} weitere waren schon hier.</translation>
    </message>
    <message>
      <source>a commit's row is not what was written</source>
      <translation>Die Zeile einer Übergabe ist nicht, was geschrieben wurde</translation>
    </message>
    <message>
      <source>{path} is damaged again and again. Check the disk that holds it.</source>
      <translation>{path} ist wieder und wieder beschädigt. Prüfen Sie den Datenträger.</translation>
    </message>
    <message>
      <source>The last {events} events could not be written. {why} The next start asks for them again, where the server keeps a history.</source>
      <translation>Die letzten {events} Ereignisse konnten nicht geschrieben werden. {why} Der nächste Start erfragt sie noch einmal, wo der Server einen Verlauf führt.</translation>
    </message>
    <message>
      <source>The picture could not be saved as {path}. Choose a folder that exists and can be written to, and a name ending in .png.</source>
      <translation>Das Bild ließ sich nicht als {path} sichern. Wählen Sie einen vorhandenen, beschreibbaren Ordner und einen Namen, der auf .png endet.</translation>
    </message>
    <message>
      <source>The table could not be saved as {path}: {strerror}. Choose a folder that exists and can be written to.</source>
      <translation>Die Tabelle ließ sich nicht als {path} sichern: {strerror}. Wählen Sie einen vorhandenen, beschreibbaren Ordner.</translation>
    </message>
    <message>
      <source>The picture could not be saved as {path}. Choose a folder that exists and a name ending in .png or .jpg.</source>
      <translation>Das Bild ließ sich nicht als {path} sichern. Wählen Sie einen vorhandenen Ordner und einen Namen, der auf .png oder .jpg endet.</translation>
    </message>
    <message>
      <source>There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set). Save a picture instead: watchfloor demo --screenshot FILE.png --after 12</source>
      <translation>Hier ist kein Bildschirm (weder DISPLAY noch WAYLAND_DISPLAY ist gesetzt). Sichern Sie stattdessen ein Bild: watchfloor demo --screenshot DATEI.png --after 12</translation>
    </message>
    <message>
      <source>There are {MOST_LAYOUTS} layouts, which is all that can be. Remove some first.</source>
      <translation>Es gibt {MOST_LAYOUTS} Anordnungen, mehr geht nicht. Entfernen Sie zuerst einige.</translation>
    </message>
    <message>
      <source>Watchfloor had to end: {part1}.{where}</source>
      <translation>Watchfloor musste enden: {part1}.{where}</translation>
    </message>
    <message>
      <source>There is no folder for temporary files that can be written to ({part1}). Make room, or set TMPDIR to another one.</source>
      <translation>Es gibt keinen Ordner für vorübergehende Dateien, in den geschrieben werden kann ({part1}). Schaffen Sie Platz, oder setzen Sie TMPDIR auf einen anderen.</translation>
    </message>
    <message>
      <source>{connections} ended</source>
      <translation>{connections} beendet</translation>
    </message>
    <message>
      <source>({known_s} s is {whose})</source>
      <translation>({known_s} s ist {whose})</translation>
    </message>
    <message>
      <source>{message} (character {position}).{expected}</source>
      <translation>{message} (Zeichen {position}).{expected}</translation>
    </message>
    <message>
      <source>Expected {expected}.</source>
      <translation>Erwartet: {expected}.</translation>
    </message>
  </context>
</TS>
