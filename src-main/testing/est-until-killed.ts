/*
 * An engine with the EST service of a folder that runs until it kills itself at a named point of the door:
 * node est-until-killed.ts <folder> <point>
 * Prints the address of its listener as one line.
 */
import { restartEstHouse } from './est-house.ts'

const [folder = '', point = ''] = process.argv.slice(2)
const { base } = await restartEstHouse(folder, (name) => {
  if (name === point) process.kill(process.pid, 'SIGKILL')
})
console.log(base)
