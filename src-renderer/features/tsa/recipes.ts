/** Tools for which there are ready commands. */
export const recipeTools = ['openssl', 'osslsigncode', 'signtool', 'jarsigner', 'adobe'] as const
export type RecipeTool = (typeof recipeTools)[number]

/** @returns commands that stamp with this service, as they are typed; for Adobe the address that its settings ask for */
export function recipeOf(tool: RecipeTool, address: string): string {
  switch (tool) {
    case 'openssl':
      return `openssl ts -query -data contract.pdf -sha256 -cert -out contract.tsq
curl -H 'Content-Type: application/timestamp-query' --data-binary @contract.tsq ${address} -o contract.tsr
openssl ts -verify -data contract.pdf -in contract.tsr -CAfile root.pem`
    case 'osslsigncode':
      return `osslsigncode sign -certs signer.pem -key signer.key -h sha256 -ts ${address} -in setup.exe -out setup-signed.exe
osslsigncode verify -CAfile root.pem -TSA-CAfile root.pem -in setup-signed.exe`
    case 'signtool':
      return `signtool sign /fd SHA256 /tr ${address} /td SHA256 /a setup.exe
signtool verify /pa /tw setup.exe`
    case 'jarsigner':
      return `jarsigner -keystore signer.p12 -tsa ${address} -tsadigestalg SHA-256 app.jar signer
jarsigner -verify -verbose -certs app.jar`
    case 'adobe':
      return address
  }
}
