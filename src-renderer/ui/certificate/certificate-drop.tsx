import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { monospace } from '../../theme/tokens.ts'
import { ErrorView } from '../display/error-view.tsx'
import { FileDrop } from '../form/file-drop.tsx'
import { certificatesIn } from './certificates-in.ts'

/** Takes certificates from a file, or from text that is pasted. */
export function CertificateDrop(props: {
  readonly label: string
  /** @param certificates PEM, at least one */
  readonly onFound: (certificates: readonly string[]) => void
}): ReactElement {
  const { t } = useTranslation('ui')
  const [pasted, setPasted] = useState('')
  const find = useMutation({
    mutationFn: async (content: string) => {
      const found = await certificatesIn(content)
      if (found.length === 0) throw new ChanceryError('invalid-input', t('certificates.noneFound'))
      return found.map(({ pem }) => pem)
    },
    onSuccess: (found) => {
      setPasted('')
      props.onFound(found)
    }
  })
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <FileDrop
        label={props.label}
        accept=".pem,.crt,.cer,.der"
        onFile={({ content }) => {
          find.mutate(content)
        }}
      />
      <TextField
        label={t('certificates.paste')}
        helperText={t('certificates.pasteHelp')}
        multiline
        maxRows={4}
        value={pasted}
        onChange={({ target }) => {
          setPasted(target.value)
          // What has its last line is whole and needs no button.
          if (/-----END [^-]+-----\s*$/.test(target.value)) find.mutate(target.value)
        }}
        slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: monospace, fontSize: 12 } } }}
      />
      <ErrorView error={find.error} />
    </Box>
  )
}
