/*
 * An engine with the SCEP service of a folder that runs until it kills itself at a named point of the door:
 * node scep-until-killed.ts <folder> <point>
 * Prints the address of the service as one line.
 */
import { restartScepHouse } from './scep-house.ts'

const [folder = '', point = ''] = process.argv.slice(2)
const { address } = await restartScepHouse(folder, (name) => {
  if (name === point) process.kill(process.pid, 'SIGKILL')
})
console.log(address)
