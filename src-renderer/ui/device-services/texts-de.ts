import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  protocol: { scep: 'SCEP', est: 'EST', cmp: 'CMP', acme: 'ACME' },
  kind: {
    'cisco-ios': { name: 'Router oder Switch von Cisco', hint: 'IOS und IOS XE mit einem Trustpoint' },
    strongswan: { name: 'strongSwan', hint: 'VPN-Gateways und -Clients mit dem Programm pki' },
    certmonger: { name: 'certmonger', hint: 'Linux-Server, die von selbst erneuern' },
    'windows-mdm': { name: 'Windows über eine Geräteverwaltung', hint: 'Intune und andere, die NDES kennen' },
    apple: { name: 'iPhone, iPad, Mac', hint: 'Mit Konfigurationsprofil oder Geräteverwaltung' },
    android: { name: 'Android, ChromeOS', hint: 'Über eine Geräteverwaltung' },
    printer: { name: 'Drucker, Kamera, Telefon', hint: 'Mit eigener Seite, die Felder für SCEP oder EST hat' },
    curl: { name: 'Alles mit EST', hint: 'Router, Kameras, Skripte; mit curl erprobt' },
    'openssl-cmp': { name: 'OpenSSL (openssl cmp)', hint: 'Skripte und Gateways, ab Version 3.0' },
    plc: { name: 'Steuerung, Bouncy Castle', hint: 'SPS, Maschinen, Mobilfunk, Java-Programme' }
  },
  why: {
    'cisco-ios-scep':
      'IOS spricht nur SCEP. Der Router schickt sein Einmalkennwort einmal und erneuert mit seinem Zertifikat.',
    'strongswan-scep': 'Geht mit jeder Version von pki ab 5.9.8 und über einfaches HTTP.',
    'strongswan-est': 'Neuer, über HTTPS. Es kennt keine Labels: Der Dienst muss der voreingestellte sein.',
    'certmonger-scep': 'certmonger bleibt an der Anfrage und erneuert über SCEP; EST spricht es nicht.',
    'windows-mdm-scep': 'Geräteverwaltungen holen für jedes Gerät ein Einmalkennwort von der NDES-Seite.',
    'apple-scep':
      'Im System eingebaut: Das Profil bringt Adresse und Einmalkennwort mit, der Schlüssel bleibt im Gerät.',
    'android-scep': 'Geräteverwaltungen melden das Gerät an, mit einem Einmalkennwort von der NDES-Seite.',
    'printer-scep': 'Fast jeder Drucker hat es. Jedes erfasste Gerät bekommt sein eigenes Geheimnis.',
    'printer-est': 'Für neuere Geräte: HTTPS, Name und Kennwort, und Erneuern ohne beides.',
    'curl-est': 'Einfache HTTPS-Anfragen, die jedes Programm kann; der Nachfolger von SCEP.',
    'openssl-cmp-cmp': 'OpenSSL spricht CMP ganz: anmelden, erneuern, sperren.',
    'plc-cmp':
      'Das Protokoll von Industrie und Mobilfunk: zuerst mit einem Geheimnis oder dem Zertifikat des Herstellers, dann von selbst.',
    'plc-est': 'Wo Gerät oder Bibliothek EST anbietet und kein CMP.'
  },
  recipe: {
    title: 'Ein Gerät einrichten',
    lead: 'Adresse und Namen sind die dieses Dienstes; setzen Sie ein frisches Geheimnis ein, wo die Wörter stehen.',
    device: 'Gerät oder Software',
    host: 'DNS-Name des Geräts',
    secretPlace: 'GEHEIMNIS',
    userPlace: 'NAME',
    referencePlace: 'REFERENZWERT',
    unreachable: 'Noch erreicht niemand diesen Dienst; die Adresse unten ist ein Beispiel.',
    trust: 'Das Gerät muss der Wurzel vertrauen. Speichern Sie sie neben den Befehlen.',
    part: {
      key: 'Einen Schlüssel erzeugen',
      authority: 'Die Zertifizierungsstelle holen',
      service: 'Den Dienst bekannt machen',
      enrol: 'Das Zertifikat holen',
      renew: 'Es erneuern',
      revoke: 'Es sperren',
      config: 'Konfiguration',
      values: 'Werte zum Eintragen'
    }
  },
  once: {
    lead: 'Das Geheimnis wird nur dieses eine Mal gezeigt; aufbewahrt wird nur, was es prüft. Tragen Sie es jetzt im Gerät ein oder speichern Sie es.',
    certificateLead: 'Das Gerät meldet sich mit seinem Zertifikat an; ein Geheimnis gibt es nicht.',
    qr: 'QR-Code des Geheimnisses',
    kept: 'Es ist im Gerät oder sicher aufbewahrt',
    done: 'Fertig',
    address: 'Adresse',
    secret: 'Einmalkennwort',
    password: 'Kennwort',
    user: 'Benutzername',
    reference: 'Referenzwert',
    shared: 'Geheimnis',
    page: 'Seite für die Geräteverwaltung',
    token: 'Token',
    keyId: 'Schlüsselkennung (EAB)',
    hmacKey: 'HMAC-Schlüssel (EAB)',
    expires: 'Gültig bis',
    fingerprint: 'Fingerabdruck der Zertifizierungsstelle'
  },
  bound: {
    names: 'Namen',
    namesHelp:
      'DNS-Namen, Adressen oder Postfächer. Eine Anfrage mit anderen wird abgelehnt; leer überlässt es dem Profil.',
    commonName: 'Allgemeiner Name',
    organization: 'Organisation',
    subjectHelp: 'Anstelle des Inhabers, den das Gerät verlangt; leer lässt den des Geräts.'
  },
  network: {
    clients: 'Adressen, die fragen dürfen',
    clientsHelp:
      'Adressen und Bereiche wie 192.0.2.0/24, die der Verbindung selbst; Angaben von Proxys wird nicht geglaubt. Leer lässt alle fragen.',
    perMinute: 'Anfragen einer Adresse in der Minute',
    perMinuteHelp: '0 setzt keine Grenze.'
  },
  pulse: {
    never: 'Nie gefragt',
    last: 'Zuletzt gefragt',
    issued_one: '{{formatted}} Zertifikat heute',
    issued_other: '{{formatted}} Zertifikate heute',
    refused_one: '{{formatted}} abgelehnt',
    refused_other: '{{formatted}} abgelehnt'
  },
  ownKey: {
    good: 'Schlüssel gut bis {{when}}',
    missing: 'Kein Schlüssel',
    title: 'Schlüssel und Zertifikat des Dienstes',
    none: 'Der Dienst hat kein eigenes Zertifikat. Bis er eines hat, bekommt niemand eine Antwort.',
    subject: 'Zertifikat',
    key: 'Schlüssel',
    notAfter: 'Gültig bis',
    renewAt: 'Erneuert von selbst'
  },
  action: {
    newSecret: 'Neues Geheimnis',
    disable: 'Dienst anhalten',
    enable: 'Dienst starten',
    renew: 'Seinen Schlüssel erneuern',
    delete: 'Dienst löschen',
    more: 'Mehr zu {{name}}'
  },
  done: {
    enable: '{{name}} antwortet wieder',
    disable: '{{name}} ist angehalten',
    renew: '{{name}} hat den nächsten Schlüssel und ein Zertifikat dazu',
    delete: '{{name}} ist gelöscht'
  },
  ask: {
    disable: {
      title: '{{name}} anhalten',
      consequence:
        'Geräte können sich weder anmelden noch erneuern, bis er wieder läuft. Zertifikate bleiben, wie sie sind.'
    },
    renew: {
      title: 'Den Schlüssel von {{name}} erneuern',
      consequence:
        'Die Zertifizierungsstelle unterschreibt jetzt ein neues Zertifikat, also muss der Tresor offen sein. Geräte holen es mit ihrer nächsten Anfrage von selbst.'
    },
    delete: {
      title: '{{name}} löschen',
      consequence:
        'Seine Geheimnisse enden, seine Schlüssel werden vernichtet, und Geräte bekommen keine Antwort mehr. Zertifikate bleiben, wie sie sind.'
    }
  },
  settings: {
    consequences: 'Was daraus folgt',
    title: '{{name}} ändern',
    confirm: 'Ändern',
    save: 'Änderungen speichern',
    saved: '{{name}} antwortet nach den neuen Regeln',
    readOnly: 'Ihre Rolle darf diese Einstellungen ansehen, aber nicht ändern.'
  },
  overview: {
    service: 'Dienst',
    address: 'Adresse für Geräte',
    profile: 'Profil',
    authority: 'Zertifizierungsstelle',
    issued: 'Zertifikate in 24 Stunden',
    refused: 'Abgelehnt in 24 Stunden',
    lastAsked: 'Zuletzt gefragt',
    never: 'Nie',
    fingerprint: 'Fingerabdruck der Zertifizierungsstelle, SHA-256',
    everybody: 'Alle'
  },
  tab: {
    overview: 'Überblick',
    recipes: 'Ein Gerät einrichten',
    credentials: 'Geheimnisse',
    enrolments: 'Anmeldungen',
    devices: 'Geräte',
    log: 'Protokoll',
    settings: 'Einstellungen'
  },
  device: {
    list: 'Geräte',
    name: 'Gerät',
    protocol: 'Protokoll',
    service: 'Dienst',
    certificate: 'Zertifikat',
    noCertificate: 'Noch keines',
    notAfter: 'Gültig bis',
    count: 'Zertifikate',
    lastSeen: 'Letzter Kontakt',
    lastAddress: 'Von',
    never: 'Nie gesehen',
    search: 'Namen suchen',
    empty: {
      title: 'Noch kein Gerät',
      text: 'Ein Gerät steht hier, sobald es ein Zertifikat von einem der Dienste hat oder erfasst wurde.'
    },
    none: {
      title: 'Kein Gerät passt',
      text: 'Nehmen Sie einen Filter weg oder suchen Sie einen anderen Teil des Namens.'
    }
  },
  validity: {
    label: 'Zertifikat gilt',
    until: 'bis {{when}}',
    fixed: 'So sagt es das Profil.',
    choose: 'Etwa 90d oder 6mo, höchstens {{most}}. Leer: {{usual}}, wie das Profil sagt.',
    profile: 'Wie das Profil sagt',
    for: 'Zertifikate gelten {{span}}'
  },
  log: {
    list: 'Protokoll',
    level: 'Stufe',
    search: 'Im Protokoll suchen',
    from: { info: 'Alle Zeilen', warn: 'Ablehnungen und Schlimmeres', error: 'Fehler' },
    fix: { settings: 'Zu den Einstellungen', credentials: 'Zu den Geheimnissen' },
    empty: {
      title: 'Nichts wurde abgelehnt',
      text: 'Jede Ablehnung steht hier mit dem, was sie bedeutet und was zu tun ist.'
    },
    none: { title: 'Keine Zeile passt', text: 'Nehmen Sie einen Filter weg oder suchen Sie ein anderes Wort.' }
  },
  refusal: {
    noSecret: {
      what: 'Das Gerät schickte kein Einmalkennwort.',
      todo: 'Erzeugen Sie eines und tragen Sie es im Gerät ein.'
    },
    secretUnknown: {
      what: 'Das Einmalkennwort gehört nicht zu diesem Dienst.',
      todo: 'Es wurde vertippt, vom Gerät abgeschnitten oder gehört zu einem anderen Dienst. Erzeugen Sie ein neues und tragen Sie es noch einmal ein.'
    },
    secretUsed: {
      what: 'Das Einmalkennwort wurde schon gebraucht.',
      todo: 'Ein Einmalkennwort gilt für eine Anfrage. Soll sich das Gerät noch einmal anmelden, erzeugen Sie ein neues.'
    },
    secretExpired: {
      what: 'Das Einmalkennwort ist zu alt.',
      todo: 'Erzeugen Sie ein neues, oder lassen Sie sie in den Einstellungen länger gelten.'
    },
    secretRevoked: {
      what: 'Das Einmalkennwort wurde zurückgezogen.',
      todo: 'Gehört das Gerät hierher, erzeugen Sie ein neues.'
    },
    outsideNames: {
      what: 'Das Gerät verlangte einen Namen, den es nicht haben darf.',
      todo: 'Stellen Sie seinen Namen richtig, oder erzeugen Sie ein Geheimnis für die Namen, die es verlangt.'
    },
    validityFixed: {
      what: 'Das Gerät wurde mit einer eigenen Gültigkeit zugelassen, und das Profil lässt keine mehr wählen.',
      todo: 'Geben Sie dem Profil wieder eine längste Gültigkeit, oder lassen Sie das Gerät neu zu, ohne eigene Gültigkeit.'
    },
    sha1: {
      what: 'Das Gerät unterschreibt mit SHA-1, und das ist gebrochen.',
      todo: 'Aktualisieren Sie es. Geht das nicht, kann dieser Dienst SHA-1 annehmen.'
    },
    des: {
      what: 'Das Gerät verschlüsselt zu schwach für diesen Dienst.',
      todo: 'Wählen Sie AES im Gerät. Kann es das nicht, kann dieser Dienst das alte Verfahren annehmen.'
    },
    staleCertificate: {
      what: 'Das Gerät verschlüsselte für ein Zertifikat, das dieser Dienst nicht mehr hat.',
      todo: 'Lassen Sie es die Zertifizierungsstelle neu holen (GetCACert).'
    },
    unreadable: {
      what: 'Was kam, ist nicht als Nachricht von SCEP zu lesen.',
      todo: 'Sie wurde unterwegs beschädigt, oder etwas anderes als ein Gerät fragt unter dieser Adresse.'
    },
    replay: {
      what: 'Eine Nachricht kam ein zweites Mal unter einer alten Nummer.',
      todo: 'Nichts, wenn das Gerät von selbst noch einmal fragt. Hört es nicht auf, spielt vielleicht jemand Nachrichten wieder ein.'
    },
    deviceRemoved: {
      what: 'Ein entferntes Gerät wollte erneuern.',
      todo: 'Erfassen Sie es wieder, wenn es hierher gehört; sonst sperren Sie seine Zertifikate.'
    },
    renewalUnknown: {
      what: 'Das Gerät erneuert mit einem Zertifikat, das nicht von hier kam.',
      todo: 'Lassen Sie es sich neu anmelden, mit einem Einmalkennwort.'
    },
    renewalOff: {
      what: 'Das Gerät wollte mit seinem Zertifikat erneuern, was dieser Dienst nicht annimmt.',
      todo: 'Schalten Sie das Erneuern in den Einstellungen ein, oder geben Sie dem Gerät ein neues Einmalkennwort.'
    },
    wrongSigner: {
      what: 'Die Nachricht ist mit einem anderen Schlüssel unterschrieben als dem, der ins Zertifikat soll.',
      todo: 'Löschen Sie die halbe Anfrage im Gerät und beginnen Sie neu.'
    },
    validatorRefused: {
      what: 'Die Geräteverwaltung sagte nein.',
      todo: 'Sehen Sie dort nach, ob Gerät und Einmalkennwort bekannt sind.'
    },
    validatorSilent: {
      what: 'Die Geräteverwaltung war nicht zu fragen.',
      todo: 'Prüfen Sie ihre Adresse und ob sie läuft; das Gerät kann danach noch einmal fragen.'
    },
    pageLogin: {
      what: 'Jemand konnte sich an der Seite mit Einmalkennwörtern nicht anmelden.',
      todo: 'Vergleichen Sie Benutzername und Kennwort in der Geräteverwaltung, oder machen Sie das Konto neu.'
    },
    noOwnCertificate: {
      what: 'Der Dienst hat kein eigenes Zertifikat.',
      todo: 'Erneuern Sie seinen Schlüssel; dort steht, was im Weg ist.'
    },
    estUnknown: {
      what: 'Einen Client dieses Namens gibt es nicht.',
      todo: 'Vergleichen Sie den Benutzernamen im Gerät, oder legen Sie einen Client an.'
    },
    estPassword: {
      what: 'Das Kennwort ist falsch.',
      todo: 'Tragen Sie es noch einmal ein; ist es verloren, geben Sie dem Client ein anderes.'
    },
    estEnded: {
      what: 'Die Zeit, in der sich dieser Client anmelden konnte, ist vorbei.',
      todo: 'Geben Sie ihm ein anderes Ende, oder legen Sie einen neuen an.'
    },
    estAnonymous: {
      what: 'Das Gerät zeigte nicht, was dieser Dienst verlangt.',
      todo: 'Geben Sie ihm Name und Kennwort oder ein Zertifikat, oder ändern Sie, wie Clients sich anmelden.'
    },
    estUsedUp: {
      what: 'Der Client hat alle seine Zertifikate gehabt.',
      todo: 'Erhöhen Sie seine Zahl, oder legen Sie einen neuen an.'
    },
    estRenewOther: {
      what: 'Das Gerät verlangte beim Erneuern andere Namen.',
      todo: 'Lassen Sie es die Namen seines Zertifikats übernehmen, oder sich neu anmelden.'
    },
    estRenewNone: {
      what: 'Das Gerät erneuerte, ohne das Zertifikat zu zeigen, das es erneuert.',
      todo: 'Lassen Sie es sein Zertifikat für TLS nehmen, oder sich neu anmelden.'
    },
    estPlain: {
      what: 'Das Gerät fragte über einfaches HTTP.',
      todo: 'Tragen Sie die Adresse ein, die mit https beginnt.'
    },
    network: {
      what: 'Das Gerät fragte von einer Adresse, die nicht darf.',
      todo: 'Nehmen Sie sein Netz in die Einstellungen auf, wenn es dorthin gehört.'
    },
    rate: {
      what: 'Eine Adresse fragte zu oft.',
      todo: 'Teilen sich viele Geräte die Adresse, erhöhen Sie die Zahl in den Einstellungen.'
    },
    estBinding: {
      what: 'Die Anfrage ist nicht an die Verbindung gebunden, über die sie kam.',
      todo: 'Vielleicht steht ein Proxy dazwischen, oder das Gerät braucht dieses Feld für anderes. Die Einstellungen können darüber hinwegsehen.'
    },
    serverKeyOff: {
      what: 'Das Gerät wollte seinen Schlüssel hier erzeugen lassen.',
      todo: 'Schalten Sie das in den Einstellungen ein, wenn Geräte das dürfen.'
    },
    cmcOff: {
      what: 'Das Gerät fragte mit vollem CMC, was aus ist.',
      todo: 'Schalten Sie es in den Einstellungen ein, wenn es gebraucht wird.'
    },
    cmpReference: {
      what: 'Diesen Referenzwert hat kein Client.',
      todo: 'Vergleichen Sie den Referenzwert im Gerät, oder legen Sie einen Client an.'
    },
    cmpSecret: {
      what: 'Das Gerät hat ein anderes Geheimnis als sein Client.',
      todo: 'Tragen Sie es noch einmal ein. Zweimal gezeigt wird es nicht: Ist es verloren, legen Sie einen neuen Client an.'
    },
    cmpRevoked: {
      what: 'Ein zurückgezogener Client fragte wieder.',
      todo: 'Gehört er hierher, legen Sie einen neuen für ihn an.'
    },
    cmpIterations: {
      what: 'Das Gerät will mehr Runden beim Hashen, als dieser Dienst rechnet.',
      todo: 'Senken Sie die Zahl im Gerät, oder erhöhen Sie sie in den Einstellungen.'
    },
    cmpSha1: { what: 'Das Gerät schützt seine Nachricht mit SHA-1.', todo: 'Wählen Sie SHA-256 im Gerät.' },
    cmpEnded: {
      what: 'Die Zeit, in der dieser Client fragen konnte, ist vorbei.',
      todo: 'Legen Sie einen neuen für ihn an.'
    },
    cmpUsedUp: { what: 'Der Client hat alle seine Zertifikate gehabt.', todo: 'Legen Sie einen neuen für ihn an.' },
    cmpUntrusted: {
      what: 'Das Gerät zeigte ein Zertifikat, das dieser Dienst nicht annimmt.',
      todo: 'Nehmen Sie die Wurzel des Herstellers in die Einstellungen auf, oder legen Sie einen Client mit dem Zertifikat an.'
    },
    clock: { what: 'Die Uhr des Geräts geht falsch.', todo: 'Stellen Sie sie; ein Zeitserver hilft auf Dauer.' },
    cmpUnprotected: {
      what: 'Die Nachricht war nicht geschützt.',
      todo: 'Tragen Sie Referenzwert und Geheimnis im Gerät ein, oder lassen Sie es unterschreiben.'
    },
    cmpProtection: {
      what: 'Die Nachricht ist auf eine Art geschützt, die dieser Dienst nicht annimmt.',
      todo: 'Ändern Sie es im Gerät, oder erlauben Sie in den Einstellungen beides.'
    },
    cmpSameNames: {
      what: 'Das Gerät verlangte andere Namen, als sein Zertifikat hat.',
      todo: 'Stellen Sie seinen Namen richtig, oder geben Sie ihm ein neues Geheimnis.'
    },
    cmpUnconfirmed: {
      what: 'Das Gerät hat sein Zertifikat nicht rechtzeitig bestätigt.',
      todo: 'Die Antwort ging verloren; das Gerät fragt von selbst noch einmal.'
    },
    cmpUnwanted: {
      what: 'Das Gerät wollte sein Zertifikat nicht.',
      todo: 'Unten sagt es, warum; das Zertifikat wurde gesperrt.'
    }
  }
}
