import type { InternetRegistry, MpicPerspective } from './mpic.ts'

/**
 * Regions of the deployments that Open MPIC describes, with their registry and their too-close neighbours: the table
 * `resources/aws_region_config.yaml` of open-mpic/aws-lambda-python. Answers do not carry it.
 */
const regions: Readonly<Record<InternetRegistry, string>> = {
  ARIN: 'us-east-1/us-east-2 us-east-2/us-east-1 us-west-1 us-west-2 ca-central-1 ca-west-1',
  'RIPE NCC':
    'eu-central-1/eu-central-2 eu-central-2/eu-central-1,eu-south-1 eu-north-1 eu-south-1/eu-central-2 eu-south-2 eu-west-1 eu-west-2/eu-west-3 eu-west-3/eu-west-2 il-central-1 me-central-1/me-south-1 me-south-1/me-central-1',
  APNIC:
    'ap-east-1 ap-northeast-1/ap-northeast-3 ap-northeast-2 ap-northeast-3/ap-northeast-1 ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5',
  LACNIC: 'sa-east-1',
  AFRINIC: 'af-south-1'
}

/** @returns the table of perspectives that an installation starts with */
export function knownPerspectives(): MpicPerspective[] {
  return Object.entries(regions).flatMap(([registry, codes]) =>
    codes.split(' ').map((entry) => {
      const [code = '', close] = entry.split('/')
      return {
        code,
        registry: registry as InternetRegistry,
        tooCloseTo: close === undefined ? [] : close.split(',')
      }
    })
  )
}
