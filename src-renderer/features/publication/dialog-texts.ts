import type { SameKeys } from '../../texts.ts'

/** Words of what is decided here: issue, sign a series, release early. */
export const dialogsEn = {
  issue: {
    title: 'Issue a CRL of {{name}} now',
    consequence: 'The next number is signed with all that is revoked now, good for {{life}}, and goes out at once.',
    delta: 'A delta against the newest complete CRL is signed and goes out at once.',
    withdraws_one: 'The CRL that was signed ahead is withdrawn, because its number would be lower.',
    withdraws_other: 'The {{count}} CRLs that were signed ahead are withdrawn, because their numbers would be lower.',
    confirm: 'Sign and release',
    done: 'CRL {{number}} is out',
    show: 'Show'
  },
  series: {
    title: 'Sign a series of {{name}}',
    lead: 'The next CRLs are signed in one go, each with what is revoked now. Each is released on its day, also with the vault locked and the key away; this program, or a copy of it, has to run for that.',
    count: 'How many',
    countHelp: '1 to 60',
    from: 'Day of the first',
    fromHelp: 'Empty: now',
    every: 'From one to the next',
    everyHelp: 'Empty: the life of a CRL less the overlap ({{every}})',
    days: 'Days of release',
    day: 'Released',
    until: 'Good until',
    between_one: '{{count}} more between',
    between_other: '{{count}} more between',
    noOverlap: 'The overlap is as long as a CRL is good for: say how far apart they are.',
    gap: 'Between two of them there would be a time without a CRL: a CRL is good for {{life}}.',
    withdraws_one: 'The one that waits, good until {{until}}, gives way to this series.',
    withdraws_other: 'The {{count}} that wait, good until {{until}}, give way to this series.',
    longer: 'It reaches until {{until}}.',
    shorter: 'It reaches until {{until}} only: sign more.',
    confirm: 'Sign the series',
    done_one: '{{count}} CRL is signed',
    done_other: '{{count}} CRLs are signed',
    at: {
      title: 'What has to be at hand',
      key: 'The key of {{name}} on line: its token, or the passphrase of the vault it lies in.',
      revoked: 'Every revocation that is known: what comes later is not on the CRLs of this series.',
      clock: 'A clock that is right: the days of all of them follow from it.',
      end: 'Afterwards the key goes off line again.'
    },
    bring: 'Bring the key on line',
    away: 'Take the key off line again',
    awayDone: 'The key of {{name}} is off line again',
    finished: 'Close'
  },
  release: {
    title: 'Release CRL {{number}} of {{name}} early',
    consequence:
      'It was signed before something was revoked and calls that good. Verifiers that take it will trust a revoked certificate until {{until}}. It stays out until a newer one is signed.',
    comment: 'Why',
    commentHelp: 'Stands in the audit trail',
    confirm: 'Release it all the same',
    done: 'CRL {{number}} is out'
  }
} as const

export const dialogsDe: SameKeys<typeof dialogsEn> = {
  issue: {
    title: 'Jetzt eine Sperrliste von {{name}} ausstellen',
    consequence:
      'Die nächste Nummer wird mit allem unterschrieben, was jetzt gesperrt ist, gut für {{life}}, und geht sofort hinaus.',
    delta: 'Ein Delta zur neuesten vollständigen Sperrliste wird unterschrieben und geht sofort hinaus.',
    withdraws_one: 'Die im Voraus unterschriebene wird zurückgezogen, weil ihre Nummer kleiner wäre.',
    withdraws_other: 'Die {{count}} im Voraus unterschriebenen werden zurückgezogen, weil ihre Nummern kleiner wären.',
    confirm: 'Unterschreiben und freigeben',
    done: 'Sperrliste {{number}} ist draußen',
    show: 'Zeigen'
  },
  series: {
    title: 'Eine Reihe von {{name}} unterschreiben',
    lead: 'Die nächsten Sperrlisten werden in einem Zug unterschrieben, jede mit dem, was jetzt gesperrt ist. Jede wird an ihrem Tag frei, auch bei gesperrtem Tresor und ohne den Schlüssel; dieses Programm, oder eine Kopie davon, muss dafür laufen.',
    count: 'Wie viele',
    countHelp: '1 bis 60',
    from: 'Tag der ersten',
    fromHelp: 'Leer: jetzt',
    every: 'Von einer zur nächsten',
    everyHelp: 'Leer: die Dauer einer Liste ohne die Überlappung ({{every}})',
    days: 'Tage der Freigabe',
    day: 'Wird frei',
    until: 'Gut bis',
    between_one: '{{count}} weitere dazwischen',
    between_other: '{{count}} weitere dazwischen',
    noOverlap: 'Die Überlappung ist so lang, wie eine Liste gut ist: sagen Sie, wie weit sie auseinander liegen.',
    gap: 'Zwischen zweien gäbe es eine Zeit ohne Sperrliste: eine Liste ist gut für {{life}}.',
    withdraws_one: 'Die wartende, gut bis {{until}}, weicht dieser Reihe.',
    withdraws_other: 'Die {{count}} wartenden, gut bis {{until}}, weichen dieser Reihe.',
    longer: 'Sie reicht bis {{until}}.',
    shorter: 'Sie reicht nur bis {{until}}: unterschreiben Sie mehr.',
    confirm: 'Reihe unterschreiben',
    done_one: '{{count}} Sperrliste ist unterschrieben',
    done_other: '{{count}} Sperrlisten sind unterschrieben',
    at: {
      title: 'Was zur Hand sein muss',
      key: 'Der Schlüssel von {{name}} online: sein Token oder die Passphrase des Tresors, in dem er liegt.',
      revoked: 'Jede Sperrung, die bekannt ist: was später kommt, steht nicht auf den Listen dieser Reihe.',
      clock: 'Eine Uhr, die stimmt: die Tage von allen folgen aus ihr.',
      end: 'Danach geht der Schlüssel wieder offline.'
    },
    bring: 'Den Schlüssel online bringen',
    away: 'Den Schlüssel wieder offline nehmen',
    awayDone: 'Der Schlüssel von {{name}} ist wieder offline',
    finished: 'Schließen'
  },
  release: {
    title: 'Sperrliste {{number}} von {{name}} vorzeitig freigeben',
    consequence:
      'Sie wurde unterschrieben, bevor etwas gesperrt wurde, und nennt es gut. Prüfer, die sie nehmen, vertrauen bis {{until}} einem gesperrten Zertifikat. Sie bleibt draußen, bis eine neuere unterschrieben ist.',
    comment: 'Warum',
    commentHelp: 'Steht im Protokoll',
    confirm: 'Trotzdem freigeben',
    done: 'Sperrliste {{number}} ist draußen'
  }
}
