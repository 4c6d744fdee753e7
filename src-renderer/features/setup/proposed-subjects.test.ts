import { expect, test } from 'vitest'
import { proposedSubjects } from './proposed-subjects.ts'

test('an organization stands in both names, with what is special in it escaped', () => {
  expect(proposedSubjects(' Harbour, Sons + Co ')).toEqual({
    root: 'CN=Harbour Sons  Co Root CA,O=Harbour\\, Sons \\+ Co',
    issuing: 'CN=Harbour Sons  Co Issuing CA,O=Harbour\\, Sons \\+ Co'
  })
  expect(proposedSubjects('')).toEqual({ root: 'CN=Example Root CA', issuing: 'CN=Example Issuing CA' })
})

test('an organization longer than a certificate takes is proposed so that it is taken', () => {
  const { root, issuing } = proposedSubjects('Harbour Trust Services Gesellschaft mit beschränkter Haftung & Co. KG')
  expect(root).toBe(
    'CN=Harbour Trust Services Gesellschaft mit beschränkter Root CA,O=Harbour Trust Services Gesellschaft mit beschränkter Haftung'
  )
  for (const subject of [root, issuing, proposedSubjects('x'.repeat(200)).issuing])
    for (const value of subject.split(/(?:^|,)(?:CN|O)=/).slice(1)) expect(value.length).toBeLessThanOrEqual(64)
})
