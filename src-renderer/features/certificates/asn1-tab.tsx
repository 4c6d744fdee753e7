import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useRead } from '../../live.ts'
import { Asn1View } from '../../ui/certificate/asn1-view.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'

/** The certificate as ASN.1. */
export function Asn1Tab(props: { readonly id: number }): ReactElement {
  const read = useRead('certificate.asn1', { id: props.id })
  if (read.error !== null) return <ErrorView error={read.error} onRetry={() => void read.refetch()} />
  if (read.data === undefined) return <Skeleton variant="rounded" height={320} />
  return <Asn1View root={read.data.root} base64={read.data.base64} />
}
