# Words of the field: states, stages, moves, guards, roles. Keys follow the codes of the domain.


## Stages

stage-recruitment = Contratación
stage-training = Capacitación
stage-placement = Colocación
stage-remittance = Trabajo y remesas
stage-reintegration = Retorno

## States

state-registered = Registrado
state-screened = Preseleccionado
state-in-training = En capacitación
state-certified = Certificado
state-offered = Con oferta
state-accepted = Oferta aceptada
state-contracted = Contrato firmado
state-cleared = Autorizado a viajar
state-departed = Ha viajado
state-employed = Trabajando
state-returning = En camino de regreso
state-returned = De regreso
state-reintegrating = En reintegración
state-closed = Cerrado
state-withdrawn = Retirado
state-rejected = Rechazado
state-lost-contact = Sin contacto
state-deceased = Fallecido

## Moves

transition-register = Abrir un expediente
transition-screen = Declarar elegible
transition-reject = Rechazar
transition-reconsider = Reconsiderar
transition-enrol = Inscribir en la capacitación
transition-certify = Emitir el certificado
transition-lapse = Dar por vencido el certificado
transition-offer = Ofrecer un empleo
transition-retract = Retirar la oferta
transition-accept = Aceptar la oferta
transition-decline = Rechazar la oferta
transition-expire = Dejar vencer la oferta
transition-sign = Firmar el contrato
transition-cancel = Cancelar
transition-clear = Autorizar el viaje
transition-revoke = Revocar la autorización
transition-depart = Registrar la salida
transition-confirm-arrival = Confirmar la llegada
transition-unconfirm = Anular la llegada
transition-turn-back = Registrar devolución
transition-transfer = Trasladar a otro empleador
transition-announce-return = Anunciar el regreso
transition-resume = Reanudar el trabajo
transition-record-return = Registrar el regreso
transition-approve-plan = Aprobar el plan
transition-close = Cerrar el expediente
transition-reopen = Reabrir el expediente
transition-withdraw = Retirarse
transition-lose-contact = Registrar pérdida de contacto
transition-find = Registrar como localizado
transition-record-death = Registrar un fallecimiento

## Guards: what must hold

guard-consent-recorded = Consentimiento para el registro
guard-identity-recorded = Documento de identidad en el expediente
guard-no-open-duplicate = Ningún posible duplicado pendiente
guard-intake-open = Inscripción abierta
guard-no-other-active-case = Ningún otro expediente activo
guard-never-under-18 = Al menos 18 años el primer día de trabajo
guard-age-within-limits = Edad dentro de los límites del programa
guard-documents-verified = Documentos verificados por otra persona
guard-identity-valid = Pasaporte vigente el tiempo necesario
guard-language-valid = Resultado de idioma vigente
guard-cooling-off-passed = Tiempo de espera desde el último contrato
guard-rolling-window-within = Días en el extranjero dentro del máximo anual
guard-reason-given = Motivo
guard-review-requested = Revisión pedida por el trabajador
guard-seat-free = Cupo libre en un curso
guard-no-clash = Ninguna otra sesión a la misma hora
guard-curriculum-met = Horas, asistencia y nota del curso
guard-exempt-or-certificate-valid = Exención o certificado vigente
guard-certificate-valid = Certificado vigente al viajar
guard-certificate-lapsed = Certificado vencido
guard-matching-consent = Consentimiento para ser mostrado a empleadores
guard-employer-accredited = Empleador acreditado
guard-order-approved = Pedido de personal aprobado
guard-vacancy-left = Una vacante libre
guard-wage-at-floor = Salario igual o superior al mínimo
guard-hours-within-limits = Horas semanales dentro del límite
guard-offer-open = Una oferta abierta
guard-offer-expired = Oferta vencida
guard-terms-shown = Condiciones mostradas en el idioma del trabajador
guard-contract-complete = Todas las cláusulas del contrato completas
guard-all-signed = Firmado por todos
guard-quota-left = Un lugar libre de la cuota
guard-quota-held = Lugar de la cuota reservado
guard-fault-named = De quién fue la falta
guard-departure-date-set = Día de salida fijado
guard-visa-valid = Visa vigente al viajar
guard-medical-fit = Aptitud médica vigente al viajar
guard-insurance-in-force = Seguro para todo el contrato
guard-police-clear = Certificado de antecedentes
guard-costs-within-ceiling = Costos de contratación dentro del tope
guard-contract-handed-over = Contrato entregado a tiempo
guard-clearance-valid = Autorización vigente ese día
guard-arrival-contract-compared = Contrato de llegada comparado con el firmado
guard-transfer-within-limit = Traslados dentro del límite
guard-new-contract = Contrato con otro empleador firmado
guard-not-turned-back = No devuelto
guard-return-kind-given = Tipo de regreso
guard-return-date-given = Día de regreso
guard-support-requested = Apoyo solicitado
guard-assessment-done = Evaluación en el expediente
guard-plan-agreed = Plan aceptado por la persona retornada
guard-plan-within-budget = Plan dentro del presupuesto
guard-outcome-given = Resultado
guard-stayed-lawfully = Se quedó legalmente en el extranjero
guard-within-reopen-window = Cerrado hace poco tiempo
guard-return-known = Día y tipo de regreso conocidos
guard-workers-statement = Declaración del propio trabajador
guard-attempts-documented = Intentos de contacto registrados
guard-evidence-given = Prueba

## Why a guard does not hold

because-other = Esta condición aún no se cumple.
because-not-recorded = Aún no registrado
because-not-verified = Registrado, pero sin verificar por otra persona
because-not-given = Aún no indicado
because-not-asked-for = El trabajador no lo ha pedido
because-not-taken = No se ha tomado ningún lugar
because-not-approved = La misión no lo ha aprobado
because-not-agreed-yet = Aún no aceptado
because-not-compared-yet = Aún no comparado
because-not-shown-yet = Aún no mostrado
because-not-yet-valid = Aún no vigente ese día
because-expired = Vencido el día que cuenta
because-expires-before = Vence demasiado pronto
because-waits-for-decision = Un posible duplicado espera decisión
because-another-case-is-active = Otro expediente de este trabajador está activo: debe terminar antes de que empiece otro
because-another-session-at-that-time = Hay otra sesión a esa hora
because-under-18-on-the-first-day-of-work = Menor de 18 años el primer día de trabajo: no puede viajar
because-too-young = Demasiado joven para este programa
because-too-old = Demasiado mayor para este programa
because-opens-on = La inscripción abre el { $day }: elija otro programa o espere hasta entonces
because-closed-on = La inscripción cerró el { $day }: elija un programa abierto
because-no-course-chosen = Ningún curso elegido
because-course-is-full = El curso está lleno
because-too-few-hours = Muy pocas horas asistidas
because-too-few = Aún son muy pocos
because-no-score-recorded = Ninguna nota registrada
because-below-pass-mark = Nota por debajo del mínimo
because-no-exemption-or-certificate = Ni exención ni certificado vigente
because-still-valid = Aún vigente
because-still-open = Aún abierta
because-not-accredited-or-suspended = El empleador no está acreditado o está suspendido
because-all-places-filled = Todas las plazas están ocupadas
because-no-order-chosen = Ningún pedido elegido
because-below-floor = El salario está por debajo del mínimo
because-other-currency = El salario está en otra moneda
because-too-many-hours = Demasiadas horas por semana
because-no-open-offer = No hay ninguna oferta abierta
because-no-contract = Aún no hay contrato
because-clauses-missing = Faltan cláusulas: { $clauses }
because-no-plan-in-preparation = No hay un plan en preparación
because-plan-has-no-items = El plan todavía no tiene elementos
because-signature-missing = Falta una firma
because-quota-used-up = La cuota está agotada
because-no-quota-for-this-year = No hay cuota fijada para este año
because-above-ceiling = Los costos superan el tope
because-above-budget = El plan supera el presupuesto
because-too-late = Entregado demasiado tarde
because-too-long-ago = Hace demasiado tiempo
because-too-many-days = Demasiados días en el extranjero en doce meses
because-limit-reached = Se alcanzó el límite
because-until = Posible desde { $day }
because-in-the-future = El día está en el futuro
because-was-turned-back = El trabajador fue devuelto
because-only-when-staying = Solo para quien se quedó legalmente

## Roles

role-recruitment-officer = Oficial de contratación
role-verifying-officer = Oficial verificador
role-trainer = Instructor
role-centre-manager = Responsable del centro
role-employer = Empleador
role-mission = Misión
role-case-worker = Gestor de casos
role-service-partner = Socio de servicios
role-health-officer = Oficial de salud
role-inspector = Inspector
role-worker = Trabajador
role-programme-manager = Responsable del programa
role-analyst = Analista
role-auditor = Auditor
role-administrator = Administrador

## Requirement records

requirement-passport = Pasaporte visto
requirement-documents = Documentos del programa
requirement-medical = Aptitud médica
requirement-visa = Visa o permiso de trabajo
requirement-insurance = Seguro
requirement-police = Antecedentes
requirement-language = Resultado de idioma
requirement-training = Certificado de capacitación externo
requirement-costs = Costos de contratación
result-passed = Cumplido
result-failed = No cumplido
result-pending = Todavía no

## Other codes

fault-nobody = De nadie
fault-worker = Del trabajador
fault-employer = Del empleador
fault-authority = De una autoridad
comparison-same = Las mismas condiciones
comparison-differs = Condiciones distintas de las firmadas
return-kind-end-of-contract = Fin del contrato
return-kind-early = Anticipado
return-kind-medical = Por salud
return-kind-forced = Forzado
return-kind-emergency = Emergencia
outcome-employed = Con empleo
outcome-self-employed = Por cuenta propia
outcome-studying = Estudiando
outcome-migrating-again = Migra de nuevo
outcome-stayed-lawfully = Se quedó legalmente en el extranjero
outcome-unreachable = No localizable
outcome-no-support-wished = No desea apoyo
sex-female = Mujer
sex-male = Hombre
sex-unspecified = Otro o no indicado
identity-passport = Pasaporte
identity-national-id = Documento nacional de identidad
identity-birth-certificate = Acta de nacimiento
consent-registration = Acepto que se guarden mis datos para mi viaje de trabajo. Sin esto no puedo registrarme. Puedo retirarlo en cualquier momento.
consent-matching = Acepto que me muestren a empleadores: primero solo número, oficio y habilidades; mi nombre cuando acepte una oferta.
consent-destination = Acepto que las autoridades del país de trabajo reciban lo necesario para la visa y mi protección.
consent-reintegration = Acepto que los socios que me apoyen al volver reciban lo necesario para hacerlo.
guard-contract-extended = Prórroga del contrato firmada
