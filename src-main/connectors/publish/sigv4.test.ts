import { expect, test } from 'vitest'
import { awsPath, signedHeaders } from './sigv4.ts'

// The example of PUT Object in the documentation of AWS Signature Version 4 for S3, with its published signature.
test('a request is signed as the published example of AWS is', () => {
  const headers = signedHeaders(
    {
      method: 'PUT',
      host: 'examplebucket.s3.amazonaws.com',
      path: '/test$file.text',
      headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      body: Buffer.from('Welcome to Amazon S3.'),
      now: Date.UTC(2013, 4, 24)
    },
    {
      accessKey: 'AKIAIOSFODNN7EXAMPLE',
      secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      region: 'us-east-1',
      service: 's3'
    }
  )
  expect(headers['authorization']).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd'
  )
})

test('a path has one encoding, base64 and all', () => {
  expect(awsPath("/b/ocsp/My CA/MEU+w//z='(*)!~")).toBe('/b/ocsp/My%20CA/MEU%2Bw//z%3D%27%28%2A%29%21~')
})
