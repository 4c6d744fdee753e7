import Download from '@mui/icons-material/FileDownloadOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import { call } from '../../client.ts'
import { monospace } from '../../theme/tokens.ts'
import { CopyButton } from '../../ui/display/mono.tsx'
import { useSave } from '../../ui/files/use-save.ts'
import { Section } from '../../ui/layout/section.tsx'

/** The CSR that waits for an outside signer: copy it or save it. */
export function CsrSection(props: { readonly authority: AuthorityView }): ReactElement {
  const { t } = useTranslation('authorities')
  const { csr, id } = props.authority
  const { busy, save } = useSave()
  return (
    <Section
      title={t('csr.title')}
      lead={t('csr.lead')}
      aside={
        <>
          <CopyButton value={csr ?? ''} />
          <Button
            size="small"
            startIcon={<Download />}
            loading={busy}
            onClick={() => {
              save(async () => (await call('authority.export-csr', { authority: id })).file)
            }}
          >
            {t('csr.save')}
          </Button>
        </>
      }
    >
      <Box
        component="pre"
        tabIndex={0}
        sx={{ m: 0, fontFamily: monospace, fontSize: 12, lineHeight: '18px', overflow: 'auto', maxHeight: 220 }}
      >
        {csr}
      </Box>
    </Section>
  )
}
