import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { keyAlgorithmIds, keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { monospace } from '../../theme/tokens.ts'
import { certificateName } from './certificate-columns.tsx'
import { useSentToast } from './use-sent-toast.ts'

/** The same content with a new key: from a CSR, or made by Chancery. */
export function RekeyDialog(props: {
  readonly certificate: CertificateView
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const rekey = useCommand('certificate.rekey')
  const tell = useSentToast()
  const [csr, setCsr] = useState('')
  const [key, setKey] = useState<string>('P-256')
  return (
    <ConfirmDialog
      open
      title={t('rekey.title', { name: certificateName(props.certificate) })}
      consequence={t('rekey.consequence')}
      confirmLabel={t('rekey.confirm')}
      busy={rekey.isPending}
      error={rekey.error}
      onClose={props.onClose}
      onConfirm={() => {
        rekey.mutate(
          { id: props.certificate.id, ...(csr.trim() === '' ? { keyAlgorithm: key } : { csr }) },
          {
            onSuccess: (sent) => {
              tell(sent)
              props.onClose()
            }
          }
        )
      }}
    >
      <TextField
        label={t('rekey.csr')}
        helperText={t('rekey.csrHelp')}
        multiline
        minRows={3}
        maxRows={8}
        value={csr}
        onChange={(event) => {
          setCsr(event.target.value)
        }}
        slotProps={{ htmlInput: { style: { fontFamily: monospace, fontSize: 12 }, spellCheck: false } }}
      />
      <FileDrop
        label={t('rekey.csr')}
        accept=".csr,.p10,.pem,.der,.req"
        onFile={({ content }) => {
          setCsr(content)
        }}
      />
      {csr.trim() === '' && (
        <TextField
          select
          label={t('rekey.key')}
          value={key}
          onChange={(event) => {
            setKey(event.target.value)
          }}
        >
          {keyAlgorithmIds.map((id) => (
            <MenuItem key={id} value={id}>
              {keyAlgorithms[id].label}
            </MenuItem>
          ))}
        </TextField>
      )}
    </ConfirmDialog>
  )
}
