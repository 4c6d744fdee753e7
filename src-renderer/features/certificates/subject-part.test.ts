import { expect, test } from 'vitest'
import { subjectPart } from './subject-part.ts'

test('a part of a subject is found by its type, also behind escaped commas', () => {
  const subject = 'CN=a\\,O=b,OU=Shop+L=Bonn,O=Müller \\+ Co,C=DE'
  expect(['CN', 'OU', 'L', 'O', 'C', 'ST'].map((type) => subjectPart(subject, type))).toEqual([
    'a,O=b',
    'Shop',
    'Bonn',
    'Müller + Co',
    'DE',
    ''
  ])
})
