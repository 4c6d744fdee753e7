import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useSearchParams } from 'react-router'
import type { Difference } from '../../../src-shared/model/difference.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { Asn1DifferenceTable, DifferenceTable } from '../../ui/difference/difference-table.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'

type Side = 'before' | 'after'
interface Chosen {
  readonly name: string
  readonly content: string
}

/** Two certificates, requests, CRLs or files side by side; `?before=5&after=7` names certificates, `?request=9` a request. */
export function ComparePage(): ReactElement {
  const { t } = useTranslation('compare')
  const [params, setParams] = useSearchParams()
  const [files, setFiles] = useState<Partial<Record<Side, Chosen>>>({})
  const request = Number(params.get('request') ?? '0')
  const before = useContent(params.get('before'), files.before)
  const after = useContent(params.get('after'), files.after)
  const objects = useRead(
    'compare.objects',
    { before: before.content ?? 'x', after: after.content ?? 'x' },
    { enabled: request === 0 && before.content !== undefined && after.content !== undefined }
  )
  const ofRequest = useRead('compare.request', { id: Math.max(1, request) }, { enabled: request > 0 })
  const read = request > 0 ? ofRequest : objects
  const chooser = (side: Side): ReactElement => (
    <SideChooser
      label={t(side)}
      number={params.get(side) ?? ''}
      chosen={files[side]}
      onNumber={(number) => {
        setFiles({ ...files, [side]: undefined })
        setParams(
          (old) => {
            if (number === '') old.delete(side)
            else old.set(side, number)
            old.delete('request')
            return old
          },
          { replace: true }
        )
      }}
      onFile={(file) => {
        setFiles({ ...files, [side]: file })
      }}
    />
  )
  return (
    <Page title={t('title')} lead={t('lead')}>
      {request === 0 && (
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, gap: 4 }}>
          {chooser('before')}
          {chooser('after')}
        </Box>
      )}
      <Typography variant="body2" color="textSecondary">
        <LinkFor to="/profiles" may="profile.read">
          {t('profiles')}
        </LinkFor>
        {' · '}
        <LinkFor to="/publication/diff" may="crl.read">
          {t('crls')}
        </LinkFor>
      </Typography>
      <ErrorView error={before.error ?? after.error ?? read.error} />
      {read.isFetching && read.data === undefined && <Skeleton variant="rounded" height={240} />}
      {read.data !== undefined && <Result difference={read.data} />}
    </Page>
  )
}

/** What stands on a side: the file that was chosen, else the certificate with a number. */
function useContent(
  number: string | null,
  file: Chosen | undefined
): { readonly content: string | undefined; readonly error: unknown } {
  const id = Number(number ?? '0')
  const may = useMay('certificate.read')
  const valid = Number.isSafeInteger(id) && id > 0
  const read = useRead('certificate.show', { id: valid ? id : 1 }, { enabled: may && valid && file === undefined })
  return file === undefined
    ? { content: valid ? read.data?.certificate.pem : undefined, error: valid ? read.error : null }
    : { content: file.content, error: null }
}

function SideChooser(props: {
  readonly label: string
  readonly number: string
  readonly chosen: Chosen | undefined
  readonly onNumber: (number: string) => void
  readonly onFile: (file: Chosen) => void
}): ReactElement {
  const { t } = useTranslation('compare')
  return (
    <Section title={props.label}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        {useMay('certificate.read') && (
          <TextField
            label={t('number')}
            value={props.chosen === undefined ? props.number : ''}
            onChange={({ target }) => {
              props.onNumber(target.value.replace(/\D/g, '').slice(0, 15))
            }}
            fullWidth
          />
        )}
        <FileDrop label={t('choose', { side: props.label })} onFile={props.onFile} chosen={props.chosen?.name} />
      </Box>
    </Section>
  )
}

function Result({ difference }: { readonly difference: Difference }): ReactElement {
  const { t } = useTranslation('compare')
  const [all, setAll] = useState(false)
  const { rows, asn1, asn1More, identical, before, after } = difference
  const differing = rows.filter(({ kind }) => kind !== 'same')
  return (
    <>
      <Section
        title={identical ? t('identical') : t('differences', { count: differing.length })}
        aside={
          <FormControlLabel
            control={
              <Switch
                checked={all}
                onChange={(_, checked) => {
                  setAll(checked)
                }}
              />
            }
            label={t('all', { count: rows.length })}
          />
        }
        flush
      >
        <Box sx={{ px: 4, pb: 3, display: 'grid', gap: 1 }}>
          {([before, after] as const).map((side, index) => (
            <Typography key={index} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
              {t(index === 0 ? 'before' : 'after')}: {t(`kind.${side.kind}`)},{' '}
              {side.certificateId === null ? (
                side.title
              ) : (
                <Link component={RouterLink} to={`/certificates/${side.certificateId}`}>
                  {side.title}
                </Link>
              )}
            </Typography>
          ))}
        </Box>
        <DifferenceTable label={t('fields')} rows={all ? rows : differing} />
      </Section>
      {asn1.length > 0 && (
        <Section
          title={t('asn1', { count: asn1.length + asn1More })}
          lead={asn1More > 0 ? t('asn1More', { count: asn1More }) : t('asn1Lead')}
          flush
        >
          <Asn1DifferenceTable label="ASN.1" rows={asn1} />
        </Section>
      )}
    </>
  )
}
