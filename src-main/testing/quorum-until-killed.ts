/*
 * A process that carries out an approved proposal and is killed at a named moment, by itself and without mercy:
 * node quorum-until-killed.ts <data folder> <approved | claimed | a point of the door>
 * It writes the number of the proposal before it begins.
 */
import { writeSync } from 'node:fs'
import { approve, proposalOf, setRule, startQuorumHouse } from './quorum-house.ts'

const [dataDir, moment] = process.argv.slice(2)
if (dataDir === undefined || moment === undefined) throw new Error('arguments are missing')
const die = (): void => void process.kill(process.pid, 'SIGKILL')

let armed = false
const made = await startQuorumHouse({
  dataDir,
  schedule: false,
  faultPoint: (name) => {
    if (armed && name === moment) die()
  }
})
await made.alice.call('authority.create', { name: 'root', subject: 'CN=Test Root' })
await setRule(made, { operation: 'authority.create', needed: 2, roles: ['ca-administrator'] }, ['bob', 'carol'])
const id = await proposalOf(made.alice, 'authority.create', { name: 'sub', subject: 'CN=Test Sub', issuer: 'root' })
writeSync(1, `${id}\n`)
await approve(made, 'bob', id)
await approve(made, 'carol', id)
if (moment === 'approved') die()
armed = true
// Told after the commit of the claim, before anything of the operation began.
made.engine.events.on('quorum.changed', () => {
  if (moment === 'claimed' && made.engine.quorum.proposal(id).state === 'executing') die()
})
await made.alice.call('quorum.execute', { id })
throw new Error('nobody killed this process')
