# Words of the pages about provisions, reporting periods and comparison. What documents are called is data, not words.

## Menu
nav-provisions = Disposiciones
nav-reporting = Actualizaciones por período

## All provisions
provisions-heading = Disposiciones de los documentos de referencia
provisions-lead = Lo que dicen los documentos, cláusula por cláusula, y cuántos compromisos públicos se relacionan con cada una. Los títulos y resúmenes son nuestros; los documentos mismos son los que hacen fe.
provisions-none = Ninguna disposición corresponde a este filtro.
provisions-figures-note = Compromisos: los del registro público, sobre la disposición misma o sobre una de sus cláusulas. Estados: los que los asumieron, solos o conjuntamente.
provisions-clear = Todos los temas
column-paragraph = Párrafo
column-provision = Disposición
column-addressee = Dirigida a
column-commitments = Compromisos
column-states = Estados
column-document = Documento
column-relation = En calidad de
column-clause = Dónde

## One provision
provision-document = Documento
provision-body = Órgano
provision-year = Año
provision-document-status = Situación del documento
provision-document-note = Nota sobre el documento
provision-in-section = Sección
provision-kind = Tipo
provision-parent = Forma parte de
provision-summary = Qué dice
provision-children = Sus cláusulas
provision-links = Relación con otras disposiciones
provision-links-none = No consta ninguna relación con otra disposición.
provision-cites = Documentos a los que se refiere { $symbol }
provision-cited = Documentos que se refieren a { $symbol }
provision-citations = Referencias entre documentos
provision-citations-none = No consta ninguna referencia.
citation-here = en esta misma disposición
citation-struck = La propuesta suprimiría esta referencia.
citation-edition = edición de { $year }
provision-undertaken = Compromisos asumidos en relación con ella
provision-statuses = Número de compromisos en cada situación, para la disposición con sus cláusulas y para cada cláusula.
provision-commitments-first = Aquí se muestran los { $n } registrados más recientemente.
provision-commitments-all = Todos los compromisos relativos a { $reference }
provision-download = { $what }: la disposición y sus cláusulas
provision-download-commitments = { $what }: compromisos relacionados

## Sections, addressees, bodies and ways to refer, by the codes of the catalogue; a code without a word is shown as it is
provision-section-cooperation = Fomento de la cooperación
provision-section-norms = Normas, reglas y principios de comportamiento responsable de los Estados
provision-section-confidence_building = Fomento de la confianza e intercambio de información
provision-section-capacity_building = Creación de capacidad
provision-section-conclusion = Conclusiones
provision-section-resolves = Resuelve
provision-section-instructs_bdt_director = Encarga al Director de la Oficina de Desarrollo de las Telecomunicaciones
provision-section-invites_secretary_general = Invita al Secretario General de la UIT
provision-section-requests_secretary_general = Pide al Secretario General de la UIT
provision-section-invites_members = Invita a los Estados Miembros, los Miembros de Sector, los Asociados y las Instituciones Académicas
provision-section-invites_member_states = Invita a los Estados Miembros
provision-section-principles = Principios
provision-addressee-states = Estados
provision-addressee-un = Naciones Unidas
provision-addressee-itu = Unión Internacional de Telecomunicaciones (UIT)
provision-addressee-itu_members = Miembros de la UIT
provision-addressee-itu_secretary_general = Secretario General de la UIT
provision-addressee-itu_bdt_director = Director de la Oficina de Desarrollo de las Telecomunicaciones de la UIT
provision-addressee-all = Todos los participantes
instrument-body-gge = Grupo de Expertos Gubernamentales
instrument-body-unga = Asamblea General de las Naciones Unidas
instrument-body-rcc = Comunidad Regional de Comunicaciones
instrument-body-itu-wtdc = Conferencia Mundial de Desarrollo de las Telecomunicaciones
citation-relation-recalls = recordado
citation-relation-recognizes = reconocido
citation-relation-considers = considerado
citation-relation-takes_into_account = tenido en cuenta
citation-relation-builds_on = tomado como base
citation-relation-applies = aplicado
citation-relation-mandated_by = origen del mandato
citation-relation-notes = del que se toma nota
citation-relation-revises = por revisar

## Updates by reporting period
reporting-heading = Actualizaciones por período sobre el que se informa
reporting-lead = Recepción de actualizaciones públicas sobre los compromisos de los Estados, período por período. Compartirlas es voluntario.
reporting-invited-by = Se invita a presentarlas a más tardar el { $date }
reporting-caption = Estados por grupo regional
reporting-listed = Figuran los Estados que tenían un compromiso público abierto a actualizaciones en uno de estos períodos. Un Estado que pertenece a dos grupos regionales figura en ambos.
reporting-none = En estos períodos ningún compromiso público de un Estado de esta selección estaba abierto a actualizaciones.
reporting-legend = Qué significan los signos
reporting-method = Método y definiciones
filter-group = Grupo regional
period-report-received = Actualización recibida
period-report-no_update_received = Ninguna actualización recibida
period-report-not_yet_due = Plazo aún abierto
period-report-none = Ninguna actualización prevista
period-report-received-means = Al menos una actualización pública sobre los compromisos públicos que el Estado ha asumido, por sí solo o conjuntamente, corresponde a este período o llegó mientras se invitaba a presentarla.
period-report-no_update_received-means = Se invitó a presentar una actualización para este período y no se ha recibido ninguna. Esto no dice nada de los trabajos en sí.
period-report-not_yet_due-means = No ha pasado el día hasta el que se invita a presentar actualizaciones para este período.
period-report-none-means = Ningún compromiso público del Estado constaba en el registro antes del comienzo del período y seguía abierto a su término.
method-periods = Actualizaciones por período sobre el que se informa

## Comparison
compare-heading = Estados en paralelo
compare-lead = Compromisos públicos de dos o tres Estados, tema por tema, tal como se presentaron; en el orden de la lista de nombres de las Naciones Unidas.
compare-link = Leer en paralelo los compromisos de dos o tres Estados
compare-choose = Elegir dos o tres Estados
compare-one = Un Estado
compare-another = Otro Estado
compare-third = Un tercer Estado, si se desea
compare-two-or-three = Sírvase elegir dos o tres Estados.
compare-caption = Compromisos por tema: { $states }
compare-no-theme = Sin disposición particular

## Counts
provisions-count = { PLURAL($n) ->
    [one] { $n } disposición
   *[other] { $n } disposiciones
}
instruments-count = { PLURAL($n) ->
    [one] { $n } documento
   *[other] { $n } documentos
}
reporting-states-count = { PLURAL($n) ->
    [one] { $n } Estado
   *[other] { $n } Estados
}
compare-all = { PLURAL($n) ->
    [one] { $n } compromiso en total
   *[other] Los { $n } compromisos
}
