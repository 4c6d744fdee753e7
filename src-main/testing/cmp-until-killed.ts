/*
 * Answers one message at the CMP service `plc` of a folder and kills itself at a named point of the door:
 * node cmp-until-killed.ts <folder> <point> <file with the PKIMessage>
 */
import { readFileSync } from 'node:fs'
import { answerCmp } from '../ca/cmp/answer.ts'
import { startTestEngine, testPassphrase } from './test-engine.ts'

const [folder = '', point = '', file = ''] = process.argv.slice(2)
const { engine, person } = await startTestEngine({
  dataDir: folder,
  faultPoint: (name) => {
    if (name === point) process.kill(process.pid, 'SIGKILL')
  }
})
await person().call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
await answerCmp(engine.ca, 'plc', null, new Uint8Array(readFileSync(file)), '192.0.2.7')
