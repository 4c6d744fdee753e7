import type { ReactElement } from 'react'
import { useNavigate } from 'react-router'
import type { CertificateListRow, CertificateView } from '../../../src-shared/api/certificates.ts'
import { useRead } from '../../live.ts'
import { RowMenu, type RowMenuProps } from '../../ui/action/row-menu.tsx'
import { certificateName } from './certificate-columns.tsx'
import { useCertificateActions } from './use-certificate-actions.tsx'

/** The menu of a row of the list: what the sheet and the page of the certificate offer. */
export function CertificateRowMenu(props: RowMenuProps & { readonly row: CertificateListRow }): ReactElement {
  const { row, ...menu } = props
  const navigate = useNavigate()
  const read = useRead('certificate.show', { id: row.id })
  const about = { ...menu, name: certificateName(row), onOpen: () => void navigate(`/certificates/${row.id}`) }
  return read.data === undefined ? (
    <RowMenu {...about} actions={undefined} error={read.error} />
  ) : (
    <LoadedMenu {...about} certificate={read.data.certificate} />
  )
}

function LoadedMenu(
  props: RowMenuProps & {
    readonly name: string
    readonly onOpen: () => void
    readonly certificate: CertificateView
  }
): ReactElement {
  const { certificate, ...about } = props
  const { main, rest, dialogs } = useCertificateActions(certificate, false)
  return (
    <>
      <RowMenu {...about} actions={[...main, ...rest]} />
      {dialogs}
    </>
  )
}
