import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'
import { repliesDe } from './replies-texts.ts'

export const de: SameKeys<typeof en> = {
  kind: 'ACME',
  one: 'ACME-Dienst',
  purpose:
    'Server und Geräte holen, erneuern und sperren ihre Zertifikate selbst: certbot, Caddy, Traefik, cert-manager und andere.',
  default: 'Auch unter /acme/directory',
  moreFor: 'Mehr zu {{name}}',
  noneApproved: 'keine, jeder Name wird nachgewiesen',
  unlimited: 'keine Grenze',
  days_one: '{{count}} Tag',
  days_other: '{{count}} Tage',
  percentOfLife: 'nach {{count}} % der Laufzeit',
  unit: { days: 'Tage' },
  pulse: {
    clients_one: '{{formatted}} Client',
    clients_other: '{{formatted}} Clients',
    ordersCount_one: '{{formatted}} Bestellung',
    ordersCount_other: '{{formatted}} Bestellungen'
  },
  empty: {
    title: 'Noch kein ACME-Dienst',
    text: 'Ein Dienst ist eine Adresse, die Clients einmal genannt wird. Von da an holen und erneuern sie ihre Zertifikate unter einem Profil, ohne jemanden zu brauchen.',
    action: 'ACME einrichten'
  },
  action: {
    edit: 'Dienst bearbeiten',
    disable: 'Dienst anhalten',
    enable: 'Dienst starten',
    default: 'Zum Standard machen',
    notDefault: 'Standard aufheben',
    delete: 'Dienst löschen'
  },
  enabled: '{{name}} ist wieder in Betrieb',
  defaultDone: '{{name}} antwortet auch unter /acme/directory',
  notDefaultDone: '/acme/directory antwortet niemandem mehr',
  disable: {
    title: '{{name}} anhalten',
    consequence_one:
      'Seine Adressen antworten niemandem mehr, {{count}} Client kann nicht erneuern. Ausgestellte Zertifikate bleiben, wie sie sind.',
    consequence_other:
      'Seine Adressen antworten niemandem mehr, {{count}} Clients können nicht erneuern. Ausgestellte Zertifikate bleiben, wie sie sind.',
    done: '{{name}} ist angehalten'
  },
  delete: {
    title: '{{name}} löschen',
    consequence:
      'Die Adresse, ihre Zugänge, {{accounts}} und {{orders}} sind für immer fort; Clients können nicht erneuern. Zertifikate, Anträge und das Protokoll bleiben.',
    accounts_one: '{{formatted}} Konto',
    accounts_other: '{{formatted}} Konten',
    orders_one: '{{formatted}} Bestellung',
    orders_other: '{{formatted}} Bestellungen',
    confirm: 'Dienst löschen',
    done: '{{name}} ist gelöscht'
  },
  tab: {
    overview: 'Überblick',
    recipes: 'Rezepte',
    credentials: 'Zugänge',
    accounts: 'Konten',
    orders: 'Bestellungen',
    certificates: 'Zertifikate',
    log: 'Protokoll'
  },
  overview: {
    address: 'Verzeichnisadresse',
    addressLead: 'Das Einzige, was ein Client wissen muss. Alles andere findet er dort.',
    noAddress: 'Noch erreicht ihn niemand. Sein Pfad wird sein',
    alias: 'Als Standard antwortet er auch unter',
    reach: 'Bekommt ein Client ein Zertifikat?',
    reachLead: 'Was erfüllt sein muss, in der Reihenfolge, in der es ein Client bemerken würde.',
    rules: 'Regeln'
  },
  weak: {
    'any-device':
      'Jedes Gerät der Welt, für das ein Hersteller bürgt, bekommt ein Zertifikat, ohne dass jemand hinsieht. Führen Sie Ihre Geräte in einer Liste, oder lassen Sie das Profil eine Genehmigung verlangen.',
    'names-for-anybody':
      'Wer den Dienst erreicht, bekommt Zertifikate für die Namen ohne Nachweis. Verlangen Sie einen Zugang (EAB), oder nehmen Sie die Namen heraus, damit sie nachgewiesen werden müssen.',
    'unsigned-mail':
      'Antworten einiger Domains werden ohne Signatur angenommen: Wer E-Mails unter falschem Absender senden kann, bekommt Zertifikate für Adressen dort. Lassen Sie ihren Mailserver signieren (DKIM), und leeren Sie die Liste.'
  },
  reach: {
    standing: { met: 'Erfüllt', missing: 'Fehlt', advice: 'Zu tun' },
    step: {
      mailbox: 'Mail geht hinaus, und Antworten werden gefunden',
      service: 'Der Dienst läuft',
      https: 'Er ist über HTTPS erreichbar',
      profile: 'Das Profil stellt aus',
      channel: 'Das Profil wird über ACME angeboten',
      approval: 'Die Ausstellung wartet auf einen Menschen',
      credential: 'Ein Zugang liegt bereit',
      trust: 'Clients vertrauen der Wurzel'
    },
    met: {
      mailbox: 'Mailserver und Postfach für Antworten sind eingerichtet.',
      service: 'Seine Adressen antworten.',
      https: 'Ein HTTPS-Empfänger dieser Installation steht, mit einem Zertifikat der eigenen Zertifizierungsstelle.',
      profile: '{{profile}} ist eingeschaltet.',
      channel: '{{profile}} nennt acme unter seinen Kanälen.',
      approval: '',
      credential: 'Mindestens ein Zugang nimmt noch ein Konto an.',
      trust: ''
    },
    missing: {
      mailbox:
        'Mailadressen werden durch die Antwort auf eine Nachricht nachgewiesen: Das braucht einen Mailserver und ein Postfach für die Antworten.',
      service: 'Er ist angehalten: seine Adressen antworten niemandem.',
      https: 'ACME wird nur über HTTPS gesprochen (RFC 8555 6.1), und dort hört noch nichts.',
      profile: '{{profile}} ist nicht eingeschaltet, also wird darunter nichts ausgestellt.',
      channel: '{{profile}} wurde ohne den Kanal acme überarbeitet. Clients erfahren, dass es nicht angeboten wird.',
      approval:
        'Jede Bestellung wartet, bis ein Genehmiger über ihren Antrag entscheidet; der Client fragt so lange nach.',
      credential:
        'Clients brauchen einen, um sich anzumelden, und keiner ist frei. Erstellen Sie einen für den nächsten Client.',
      trust:
        'Ein Client prüft das Zertifikat dieses Servers. Geben Sie ihm die Wurzel der Zertifizierungsstelle; jedes Rezept sagt, wohin.'
    },
    https: {
      proxy:
        'Ein Proxy steht davor: so sagt es die Grundadresse des Dienstes. Lassen Sie nur den Proxy an den unverschlüsselten Empfänger.',
      problem: 'Er sollte stehen und tut es nicht: {{problem}}'
    },
    next: {
      mailbox: 'Postfach für Antworten einrichten',
      https: 'Über HTTPS bedienen',
      credential: 'Zugang erstellen',
      profile: 'Profil öffnen'
    }
  },
  replies: repliesDe,
  attestation: { apple: 'Verwaltete Apple-Geräte (apple)', step: 'Schlüssel auf YubiKeys (step)' },
  attestedDevices: { listed: 'Die der Liste', any: 'Jedes, für das der Hersteller bürgt' },
  attestedDevicesHint: {
    listed: 'Alle anderen werden abgelehnt',
    any: 'Auch fremde. Lassen Sie das Profil um Genehmigung fragen'
  },
  listed_one: '{{count}} Gerät der Liste',
  listed_other: '{{count}} Geräte der Liste',
  mailSignature: { exact: 'Von genau der Domäne des Absenders', aligned: 'Von dieser Domäne oder der darüber' },
  mailSignatureHint: {
    exact: 'Wie RFC 8823 3.2 es verlangt.',
    aligned: 'Wo die DMARC-Richtlinie der Absenderdomäne das annimmt.'
  },
  field: {
    name: 'Name',
    nameHelp: 'Teil der Adresse, darum Kleinbuchstaben, Ziffern und Striche. Er lässt sich später nicht ändern.',
    profile: 'Profil',
    profileHelp: 'Was ausgestellt wird: Schlüssel, Namen, Laufzeit. Der Kanal acme kommt von selbst hinzu.',
    profileHint: 'Stellt sofort aus, von {{authority}}',
    profileHintApproval: 'Stellt nach Genehmigung durch einen Menschen aus, von {{authority}}',
    noProfile:
      'Es gibt kein eingeschaltetes Profil für Antragsteller, das an eine Zertifizierungsstelle gebunden ist. Erstellen Sie zuerst eines unter Profile.',
    eab: 'Wer ein Konto haben darf',
    preapproved: 'Namen ohne Nachweis',
    preapprovedHelp:
      'www.example.org, *.example.org für eine Domain mit allem darunter, 192.0.2.0/24. Jedes Konto bekommt sie ohne Nachweis.',
    names: 'Regel für Namen',
    challenges: 'Wege, einen Namen nachzuweisen',
    attestationFormats: 'Nachweise der Geräte',
    attestationFormatsHelp: 'Das Zertifikat gilt genau dem Schlüssel, den das Gerät nachgewiesen hat.',
    attestedDevices: 'Geräte, die Zertifikate bekommen',
    devices: 'Seriennummern und UDIDs',
    devicesHelp: 'Wer für ein Gerät einen Anmeldelink macht, trägt es hier ein.',
    appleCredential:
      'Apple-Geräte bringen keinen Zugang (EAB) mit: Lassen Sie jeden ein Konto haben, wenn sie diesen Dienst benutzen sollen. Es zählt der Nachweis.',
    attestationRoots: 'Weitere Wurzeln für Nachweise',
    attestationRootsHelp:
      'Für Schlüssel zum Testen, oder wo Ihre Organisation selbst für Geräte bürgt. Wer den Schlüssel einer solchen Wurzel hat, kann alles als jedes beliebige Gerät ausgeben.',
    attestationRootsNone: 'Keine: es zählen die der Hersteller, für YubiKeys auch die der Einstellungen.',
    attestationRootsAdd: 'Wurzeln aus einer Datei hinzufügen',
    mailSignature: 'Signatur der Antworten (DKIM)',
    mailUnsignedDomains: 'Eigene Domänen, deren Server nicht signiert',
    mailUnsignedDomainsHelp: 'Antworten von dort werden ohne Signatur angenommen.',
    mailUnsignedDomainsRisk:
      'Wer eine Nachricht mit falschem Absender in das Postfach bringt, bekommt Zertifikate für Adressen dieser Domänen. Nur dort, wo Ihr Mailserver keine von außen hereinlässt.',
    challengesHelp:
      'Wildcards gehen nur über DNS, Adressen nur über http-01 und tls-alpn-01, Postfächer nur über email-reply-00, Geräte nur über device-attest-01.',
    addresses: 'Ziele der Nachweise',
    addressesHelp: 'Wohin diese Installation geht, um einen Nachweis zu sehen.',
    orderDays: 'Eine Bestellung gilt',
    orderDaysHelp: '1 bis 30',
    authorizationDays: 'Ein Nachweis gilt',
    authorizationDaysHelp: '1 bis 90; solange weist dasselbe Konto nichts noch einmal nach',
    renewAfterPercent: 'Clients sollen erneuern nach',
    renewAfterPercentHelp: 'Von der Laufzeit des Zertifikats (RFC 9773)',
    baseAddress: 'Adresse vor einem Proxy',
    baseAddressHelp:
      'Nur wo ein Proxy das HTTPS-Zertifikat hält und /acme/ an den unverschlüsselten Empfänger weitergibt.',
    termsOfService: 'Nutzungsbedingungen',
    termsHelp: 'Eine Adresse, der Clients zustimmen müssen',
    website: 'Webseite',
    websiteHelp: 'Steht im Verzeichnis',
    caaIdentities: 'CAA-Kennungen',
    caaIdentitiesHelp:
      'Was ein CAA-Eintrag für diesen Dienst sagt; steht im Verzeichnis, vor der Ausstellung nicht gefragt',
    default: 'Antwortet auch unter /acme/directory',
    defaultHelp: 'Für Clients, die nur eine Adresse kennen; sie wechselt von jedem anderen Dienst hierher',
    createdAt: 'Erstellt',
    updatedAt: 'Geändert'
  },
  eab: {
    random: 'Ein Zugang für jeden Client',
    fixed: 'Ein Zugang für alle Clients',
    none: 'Wer immer die Adresse erreicht'
  },
  eabHint: {
    random:
      'Sie erstellen einen für jeden Client; er nimmt ein Konto an, wenn Sie nichts anderes sagen. Am besten, wo Sie Ihre Maschinen kennen.',
    fixed: 'Ein gemeinsames Geheimnis, das sich wechseln lässt: ein neues beendet das vorige.',
    none: 'Nur in einem Netz, in dem Sie jeder Maschine trauen, oder wo jeder Name nachgewiesen wird.'
  },
  names: {
    'approved-or-new': 'Andere Namen werden nachgewiesen',
    'approved-only': 'Andere Namen werden abgewiesen',
    'new-per-requester': 'Jeder Name wird in jeder Bestellung nachgewiesen'
  },
  namesHint: {
    'approved-or-new': 'Die Namen oben brauchen keinen Nachweis; jeden anderen weist der Client selbst nach.',
    'approved-only': 'Nur die Namen oben, und es wird nie eine Verbindung gesucht.',
    'new-per-requester': 'Die Liste oben wird übergangen, und kein Nachweis gilt ein zweites Mal.'
  },
  addresses: { public: 'Öffentliche Adressen', private: 'Öffentliche und private Adressen', any: 'Jede Adresse' },
  addressesHint: {
    public: 'Was das Internet erreicht, nichts in Ihrem Netz',
    private: 'Auch Ihr eigenes Netz',
    any: 'Auch diese Maschine selbst; nur für ein Labor'
  },
  limit: {
    accountsPerAddressPerHour: 'Neue Konten von einer Adresse je Stunde',
    ordersPerAccountPerHour: 'Bestellungen eines Kontos je Stunde',
    failuresPerNamePerHour: 'Gescheiterte Nachweise eines Namens je Stunde',
    certificatesPerNamesPerWeek: 'Zertifikate für dieselben Namen je Woche',
    pendingOrdersPerAccount: 'Offene Bestellungen eines Kontos',
    mailsPerAddressPerHour: 'Nachrichten an eine Mailadresse je Stunde',
    identifiersPerOrder: 'Namen in einer Bestellung',
    requestBytes: 'Bytes einer Anfrage'
  },
  limitHelp: {
    accountsPerAddressPerHour: '0 setzt keine Grenze',
    ordersPerAccountPerHour: '0 setzt keine Grenze',
    failuresPerNamePerHour: '0 setzt keine Grenze',
    certificatesPerNamesPerWeek: '0 setzt keine Grenze',
    pendingOrdersPerAccount: '0 setzt keine Grenze',
    mailsPerAddressPerHour: '0 setzt keine Grenze',
    identifiersPerOrder: '1 bis 1000',
    requestBytes: '4096 bis 1048576'
  },
  step: {
    name: 'Name',
    nameLead: 'Clients sehen ihn in der Adresse.',
    nameMissing: 'Geben Sie einen Namen',
    nameTaken: 'Einen Dienst dieses Namens gibt es schon',
    profile: 'Profil',
    profileLead: 'Unter welchen Regeln ausgestellt wird.',
    profileMissing: 'Wählen Sie ein Profil',
    eab: 'Konten',
    eabLead: 'Wer überhaupt fragen darf.',
    names: 'Namen',
    namesLead: 'Was zertifiziert werden darf und was ein Client nachweisen muss.',
    limits: 'Grenzen',
    limitsLead: 'Gute Werte für den Anfang; jeder lässt sich später ändern.'
  },
  new: {
    title: 'Neuer ACME-Dienst',
    lead: 'Eine Adresse für Clients, an ein Profil gebunden.',
    preview: 'Der künftige Dienst',
    confirm: 'Dienst erstellen'
  },
  preview: { authority: 'Stellt aus von' },
  made: {
    title: '{{name}} ist erstellt',
    lead: 'Geben Sie Clients die Adresse, und einen Zugang, wo sie ihn brauchen.',
    credential: 'Ersten Zugang erstellen',
    open: 'Dienst öffnen'
  },
  edit: {
    one: 'ACME-Dienst bearbeiten',
    title: '{{name}} bearbeiten',
    lead: 'Laufende Bestellungen gehen unter den neuen Regeln weiter. Der Name bleibt, weil Clients die Adresse haben.',
    directory: 'Verzeichnis',
    done: '{{name}} ist geändert'
  },
  recipes: {
    phones: 'iPhones, iPads und Macs bekommen ihre Zertifikate dieses Dienstes über einen Anmeldelink.',
    link: 'Neuer Link',
    title: 'Fertige Befehle',
    lead: 'Jeder vertraut nur der Wurzel dieser Installation: legen Sie root.pem dorthin, wo der Befehl läuft.',
    saveRoot: 'root.pem speichern',
    unreachable:
      'Der Dienst hat noch keine Adresse, die Clients erreichen. Die Befehle zeigen an ihrer Stelle ein Beispiel; der Überblick sagt, was fehlt.',
    eabHint:
      'Schlüsselkennung und HMAC-Schlüssel erscheinen, wenn ein Zugang erstellt wird, dort mit ausgefüllten Befehlen. Hier stehen Platzhalter.',
    host: 'Name für das Zertifikat',
    email: 'Kontaktadresse',
    keyId: 'SCHLUESSELKENNUNG',
    hmacKey: 'HMAC_SCHLUESSEL',
    clients: 'Clients',
    client: {
      certbot: 'certbot',
      'acme-sh': 'acme.sh',
      lego: 'lego',
      caddy: 'Caddy',
      traefik: 'Traefik',
      'win-acme': 'win-acme',
      certify: 'Certify The Web',
      'cert-manager': 'cert-manager'
    },
    about: {
      certbot:
        'Weist Namen mit einem eigenen Webserver auf Port 80 nach. Wo nginx oder Apache den Port hält, schreiben Sie --nginx oder --apache statt --standalone.',
      'acme-sh':
        'Einmal anmelden, dann ausstellen. --standalone braucht socat und Port 80; mit laufendem Webserver nehmen Sie -w und seinen Ordner.',
      lego: 'Ab Version 5 gilt die erste Form, für Version 4 die zweite.',
      caddy:
        'Der globale Block ist alles, was Caddy braucht; dann holt es Zertifikate für jede Seite der Datei von selbst.',
      traefik: 'Die Teile, auf die es unter Docker ankommt; Router nennen den Resolver chancery.',
      'win-acme':
        'Unter Windows gehört die Wurzel in den Speicher vertrauter Wurzeln, in einer Konsole mit Administratorrechten. simple-acme nimmt dieselben Optionen.',
      certify:
        'Vertrauen Sie zuerst der Wurzel. Fügen Sie dann unter Settings eine Certificate Authority hinzu und ein Konto mit diesen Werten.',
      'cert-manager': 'Ein Issuer für den ganzen Cluster mit einem ersten Zertifikat; ab Version 1.11.'
    },
    part: {
      run: 'Ein Zertifikat holen',
      olderRun: 'Ein Zertifikat holen mit lego 4',
      register: 'Das Konto anmelden, einmal',
      renew: 'Fälliges erneuern, aus einem Zeitplan',
      trust: 'Der Wurzel vertrauen',
      config: 'Konfiguration',
      secret: 'Den HMAC-Schlüssel ablegen',
      apply: 'Anwenden',
      values: 'Werte zum Eintragen'
    }
  },
  credential: {
    create: 'Neuer Zugang',
    make: 'Zugang erstellen',
    rotate: 'Schlüssel wechseln',
    revoke: 'Widerrufen',
    name: 'Name',
    nameHelp: 'Für die Maschine oder die Gruppe, die ihn bekommt',
    state: 'Zustand',
    keyId: 'Schlüsselkennung',
    accounts: 'Konten',
    accountsOf: '{{used}} von {{most}}',
    accountsUnlimited: '{{count}}, ohne Grenze',
    maxAccounts: 'Höchstens Konten',
    maxAccountsHelp: 'Leer: ohne Grenze, wo der Dienst einen Zugang für alle hat, sonst eines',
    names: 'Namen',
    namesHelp: 'Bestellungen seiner Konten bleiben darin; leer für keine Grenze',
    anyName: 'alle des Dienstes',
    commonName: 'Allgemeiner Name seiner Zertifikate',
    subjectHelp: 'Statt dessen, was der Client verlangt; leer überlässt es dem Client und dem Profil',
    organization: 'Organisation seiner Zertifikate',
    expiresAt: 'Endet',
    expiresHelp: 'Von da an meldet sich kein Konto mehr damit an; Konten bleiben',
    never: 'nie',
    formLead: 'Sein Schlüssel wird einmal gezeigt, bei der Erstellung.',
    formFixed:
      'Sein Schlüssel wird einmal gezeigt. Mit dem jetzigen Zugang meldet sich dann niemand mehr an; Konten bleiben.',
    lead: {
      random:
        'Jeder Client meldet sich mit einem eigenen an. Was angemeldet ist, bleibt, was auch aus dem Zugang wird.',
      fixed: 'Alle Clients melden sich mit demselben an. Ein neuer beendet den vorigen.',
      none: 'Dieser Dienst nimmt Konten ohne Zugang an.'
    },
    empty: {
      random: {
        title: 'Noch kein Zugang',
        text: 'Ein Client zeigt bei der Anmeldung eine Schlüsselkennung und einen HMAC-Schlüssel. Erstellen Sie den Zugang für die erste Maschine; der Schlüssel wird einmal gezeigt, mit Befehlen zum Einfügen.'
      },
      fixed: {
        title: 'Noch kein Zugang',
        text: 'Alle Clients zeigen bei der Anmeldung dieselbe Schlüsselkennung und denselben HMAC-Schlüssel. Erstellen Sie ihn jetzt; der Schlüssel wird einmal gezeigt.'
      },
      none: {
        title: 'Keiner nötig',
        text: 'Wer die Adresse erreicht, darf sich anmelden. Bearbeiten Sie den Dienst, um Zugänge zu verlangen.'
      }
    }
  },
  rotate: {
    title: 'Schlüssel von {{name}} wechseln',
    consequence_one:
      'Ein neuer Schlüssel mit denselben Grenzen tritt an seine Stelle und wird einmal gezeigt. Mit dem alten meldet sich niemand mehr an; {{count}} Konto bleibt.',
    consequence_other:
      'Ein neuer Schlüssel mit denselben Grenzen tritt an seine Stelle und wird einmal gezeigt. Mit dem alten meldet sich niemand mehr an; {{count}} Konten bleiben.',
    ended:
      'Er hat geendet, und sein Ende ginge auf den neuen Schlüssel über. Erstellen Sie statt dessen einen neuen Zugang.',
    confirm: 'Schlüssel wechseln'
  },
  revoke: {
    title: '{{name}} widerrufen',
    consequence_one: 'Niemand meldet sich mehr damit an. {{count}} Konto bleibt, bis es unter Konten geschlossen wird.',
    consequence_other:
      'Niemand meldet sich mehr damit an. {{count}} Konten bleiben, bis sie unter Konten geschlossen werden.',
    confirm: 'Zugang widerrufen',
    done: '{{name}} ist widerrufen'
  },
  once: {
    title: 'Schlüssel von {{name}}',
    lead: 'Der HMAC-Schlüssel wird dieses eine Mal gezeigt. Niemand kann ihn auslesen; ein verlorener wird gewechselt.',
    directory: 'Verzeichnis',
    keyId: 'Schlüsselkennung',
    hmacKey: 'HMAC-Schlüssel',
    close: 'Fertig'
  },
  account: {
    contacts: 'Kontakt',
    nameless: 'Konto {{id}}',
    credential: 'Zugang',
    keyType: 'Schlüssel',
    from: 'Angemeldet von',
    since: 'Seit',
    thumbprint: 'Fingerabdruck',
    ordersOf_one: '{{count}} Bestellung von Konto {{id}}',
    ordersOf_other: '{{count}} Bestellungen von Konto {{id}}',
    empty: {
      title: 'Noch kein Client',
      text: 'Ein Client meldet sein Konto beim ersten Lauf an. Unter Rezepte steht für jeden ein Befehl.'
    },
    close: {
      title: 'Konto {{id}} schließen',
      consequence_one:
        'Der Client bestellt nichts mehr, und was er nachgewiesen hat, endet. {{count}} Bestellung bleibt zu sehen; Zertifikate bleiben, wie sie sind.',
      consequence_other:
        'Der Client bestellt nichts mehr, und was er nachgewiesen hat, endet. {{count}} Bestellungen bleiben zu sehen; Zertifikate bleiben, wie sie sind.',
      confirm: 'Konto schließen',
      done: 'Konto {{id}} ist geschlossen'
    }
  },
  order: {
    one: 'Bestellung {{id}}',
    names: 'Namen',
    status: 'Zustand',
    createdAt: 'Bestellt',
    expiresAt: 'Gilt bis',
    certificate: 'Zertifikat',
    certificateNumber: 'Zertifikat {{id}}',
    replaces: 'Ersetzt',
    request: 'Antrag',
    requestNumber: 'Antrag {{id}}',
    error: 'Warum sie scheiterte',
    account: 'Konto',
    id: 'Nummer',
    facts: 'Bestellung',
    ofService: 'Bestellungen des Dienstes',
    empty: {
      title: 'Noch keine Bestellung',
      text: 'Sobald ein Client ein Zertifikat verlangt, steht seine Bestellung hier, mit dem Nachweis jedes Namens.',
      action: 'Rezepte ansehen'
    },
    none: { title: 'Nichts passt zum Filter', text: 'Nehmen Sie einen Filter weg, um mehr zu sehen.' }
  },
  certificate: {
    notAfter: 'Gültig bis',
    empty: {
      title: 'Noch kein Zertifikat',
      text: 'Was Clients dieses Dienstes bekommen, steht hier, das neueste zuerst.'
    }
  },
  proof: {
    byPolicy: 'Unter den Namen, die keinen Nachweis brauchen: es wurde keine Verbindung gesucht.',
    byChallenge: 'Nachzuweisen auf einem Weg, den der Client wählt.',
    until: 'Gilt bis',
    attempts: 'Versuche',
    seen_one: 'Gesehen, {{count}} Byte',
    seen_other: 'Gesehen, {{count}} Bytes',
    seenHex_one: 'Gesehen, {{count}} Byte in Hex',
    seenHex_other: 'Gesehen, {{count}} Bytes in Hex'
  },
  log: {
    level: 'Ab',
    from: { info: 'Hinweisen', warn: 'Abweisungen', error: 'Fehlern' },
    search: 'Protokoll durchsuchen',
    empty: {
      title: 'Nichts wurde abgewiesen',
      text: 'Wenn ein Client abgewiesen wird, steht hier warum, und was zu tun ist.'
    }
  }
}
